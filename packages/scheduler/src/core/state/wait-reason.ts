import { type Bytes, formatBytes, formatDuration, type Milliseconds } from '@ballast/resource-model';
import { countText } from '@ballast/text';
import type { RetryReason } from './outcome.ts';

/** Why a task does not run yet: the very values that the decision was made from. */
export type WaitReason =
  | { readonly kind: 'turn' }
  | { readonly kind: 'memory'; readonly needed: Bytes; readonly headroom: Bytes; readonly budget: Bytes }
  /** It needs more than the whole budget, so it has to run alone. */
  | {
      readonly kind: 'over-budget';
      readonly needed: Bytes;
      readonly budget: Bytes;
      readonly inFlight: number;
    }
  | { readonly kind: 'limit'; readonly limit: number; readonly inFlight: number }
  | { readonly kind: 'load-permits'; readonly permits: number; readonly loading: number }
  | { readonly kind: 'gate'; readonly waiting: number; readonly permits: number }
  | { readonly kind: 'seats'; readonly seats: number; readonly held: number }
  /** `limit`: seats that were held when the last claim was denied. */
  | { readonly kind: 'seat-limit'; readonly limit: number; readonly held: number }
  | { readonly kind: 'seat-start'; readonly held: number }
  /** No seat is available; the next claim is in `again` milliseconds. */
  | {
      readonly kind: 'seat-wait';
      readonly waited: Milliseconds;
      readonly isPaused: boolean;
      readonly again: Milliseconds;
    }
  | { readonly kind: 'backing-off'; readonly cause: RetryReason; readonly again: Milliseconds }
  /** It has to run alone, so it waits until nothing else is left to do. */
  | { readonly kind: 'after-others' }
  | { readonly kind: 'runs-alone'; readonly task: number }
  | { readonly kind: 'held-back'; readonly tasks: number }
  | { readonly kind: 'pressure'; readonly stalled: number }
  | { readonly kind: 'worker-start'; readonly starting: number }
  /** Another process would only take core time from those that run. */
  | { readonly kind: 'cores-in-use'; readonly workers: number; readonly cores: number }
  | { readonly kind: 'reserved-for'; readonly task: number }
  | { readonly kind: 'draining'; readonly cause: string };

/** One sentence for people. */
export function waitReasonText(reason: WaitReason): string {
  switch (reason.kind) {
    case 'turn':
      return 'waits for its turn';
    case 'memory':
      return `needs ${formatBytes(reason.needed)} of memory; ${formatBytes(reason.headroom)} of ${formatBytes(reason.budget)} is not reserved`;
    case 'over-budget':
      return `needs ${formatBytes(reason.needed)}, more than the whole budget of ${formatBytes(reason.budget)}; it runs alone once ${reason.inFlight === 1 ? 'the task in flight has' : `the ${reason.inFlight} tasks in flight have`} settled`;
    case 'limit':
      return `${countText(reason.inFlight, 'task')} ${be(reason.inFlight)} in flight, and the limit is ${reason.limit}`;
    case 'load-permits':
      return `${countText(reason.loading, 'load')} ${be(reason.loading)} active, and the storage serves ${reason.permits} at a time`;
    case 'gate':
      return gateText(reason);
    case 'seats':
      return `${reason.held} of ${countText(reason.seats, 'licence seat')} ${be(reason.held)} held`;
    case 'seat-limit':
      return `${countText(reason.held, 'licence seat')} ${be(reason.held)} held, and no more than ${reason.limit} ${were(reason.limit)} available`;
    case 'seat-start':
      return `${countText(reason.held, 'licence seat')} ${were(reason.held)} claimed just now, and claims are staggered`;
    case 'seat-wait':
      return seatWaitText(reason);
    case 'backing-off':
      return `${CAUSES[reason.cause]}; the next attempt is in ${formatDuration(reason.again)}`;
    case 'after-others':
      return 'is retried alone once everything else is done';
    case 'runs-alone':
      return `task ${reason.task} has to run alone`;
    case 'held-back':
      return `${countText(reason.tasks, 'running task')} ${were(reason.tasks)} held back because memory ran short, and ${reason.tasks === 1 ? 'it goes' : 'they go'} first`;
    case 'pressure':
      return `the machine stalled for lack of memory for ${(100 * reason.stalled).toFixed(0)} % of the last seconds`;
    case 'worker-start':
      return `${countText(reason.starting, 'worker')} ${be(reason.starting)} starting`;
    case 'cores-in-use':
      return `${countText(reason.workers, 'worker')} ${reason.workers === 1 ? 'leaves' : 'leave'} too little of ${countText(reason.cores, 'core')} idle for another one`;
    case 'reserved-for':
      return `the next memory to become available is kept for task ${reason.task}`;
    case 'draining':
      return `nothing more is admitted: ${reason.cause}`;
  }
}

function be(count: number): string {
  return count === 1 ? 'is' : 'are';
}

function were(count: number): string {
  return count === 1 ? 'was' : 'were';
}

function gateText({ waiting, permits }: Extract<WaitReason, { kind: 'gate' }>): string {
  const core = permits === 1 ? 'the only core' : `one of ${permits} cores`;
  return `${countText(waiting, 'loaded task')} already ${waiting === 1 ? 'waits' : 'wait'} for memory or for ${core}`;
}

/** That a batch waits for a licence, in the same words everywhere. */
export function seatWaitText({
  waited,
  isPaused,
  again,
}: Extract<WaitReason, { kind: 'seat-wait' }>): string {
  const next = again > 0 ? `the next claim is in ${formatDuration(again)}` : 'a claim is being made';
  const since = `has waited ${formatDuration(waited)} for a licence seat`;
  return isPaused ? `${since} (longer than \`patience\`); ${next}` : `${since}; ${next}`;
}

const CAUSES: Readonly<Record<RetryReason, string>> = {
  'worker-lost': 'its worker was lost',
  'out-of-memory': 'it ran out of memory',
  hung: 'it made no progress',
  'timed-out': 'it took too long',
  'unstable-input': 'its file changed while it was being read',
  'input-unavailable': 'its file is unavailable',
};
