import { type Bytes, formatBytes, formatDuration, type Milliseconds } from '@ballast/resource-model';
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
  /** It needs more than the whole budget, and another node has a larger one. */
  | { readonly kind: 'larger-node'; readonly needed: Bytes; readonly budget: Bytes; readonly largest: Bytes }
  /** This process only follows the nodes that have the tasks. */
  | { readonly kind: 'other-nodes' }
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
    case 'larger-node':
      return `needs ${formatBytes(reason.needed)}, more than the budget of ${formatBytes(reason.budget)} here; it is left to a node with ${formatBytes(reason.largest)}`;
    case 'other-nodes':
      return 'waits for a node of the fleet';
    case 'limit':
      return `${areText(reason.inFlight, 'task')} in flight, and the limit is ${reason.limit}`;
    case 'load-permits':
      return `${areText(reason.loading, 'load')} active, and the storage serves ${reason.permits} at a time`;
    case 'gate':
      return `${areText(reason.waiting, 'loaded task')} already waiting for memory or for ${oneOf(reason.permits, 'core')}`;
    case 'seats':
      return `${areText(reason.held, 'licence seat')} held, of ${reason.seats} in all`;
    case 'seat-limit':
      return `${areText(reason.held, 'licence seat')} held, and the number of available ones was ${reason.limit}`;
    case 'seat-start':
      return `claims of licence seats are staggered, and ${areText(reason.held, 'seat')} claimed or held`;
    case 'seat-wait':
      return seatWaitText(reason);
    case 'backing-off':
      return `${CAUSES[reason.cause]}; the next attempt is in ${formatDuration(reason.again)}`;
    case 'after-others':
      return 'is retried alone once everything else is done';
    case 'runs-alone':
      return `task ${reason.task} has to run alone`;
    case 'held-back':
      return `${areText(reason.tasks, 'running task')} held back because memory ran short, and will resume first`;
    case 'pressure':
      return `the machine stalled for lack of memory for ${(100 * reason.stalled).toFixed(0)} % of the last seconds`;
    case 'worker-start':
      return `${areText(reason.starting, 'worker')} starting`;
    case 'cores-in-use':
      return `too little of ${reason.cores === 1 ? 'the only core' : `${reason.cores} cores`} is idle for another worker besides the existing ${reason.workers}`;
    case 'reserved-for':
      return `the next memory to become available is kept for task ${reason.task}`;
    case 'draining':
      return `nothing more is admitted: ${reason.cause}`;
  }
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

/** `1 task is`, `3 tasks are`. */
function areText(count: number, what: string): string {
  return count === 1 ? `1 ${what} is` : `${count} ${what}s are`;
}

/** `the only core`, `one of 3 cores`. */
function oneOf(count: number, what: string): string {
  return count === 1 ? `the only ${what}` : `one of ${count} ${what}s`;
}

const CAUSES: Readonly<Record<RetryReason, string>> = {
  'worker-lost': 'its worker was lost',
  'out-of-memory': 'it ran out of memory',
  hung: 'it made no progress',
  'timed-out': 'it took too long',
  'unstable-input': 'its file changed while it was being read',
  'exit-code': 'its exit code allows another attempt',
  'input-unavailable': 'its file is unavailable',
};
