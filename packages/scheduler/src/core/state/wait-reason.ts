import { type Bytes, formatBytes, formatDuration, type Milliseconds } from '@ballast/resource-model';
import type { RetryReason } from './outcome.ts';

/** Why a task does not run yet: the very values that the decision was taken by. */
export type WaitReason =
  | { readonly kind: 'turn' }
  | { readonly kind: 'memory'; readonly needed: Bytes; readonly headroom: Bytes; readonly budget: Bytes }
  | { readonly kind: 'alone'; readonly needed: Bytes; readonly budget: Bytes; readonly inFlight: number }
  | { readonly kind: 'limit'; readonly limit: number; readonly inFlight: number }
  | { readonly kind: 'load-permits'; readonly permits: number; readonly loading: number }
  | { readonly kind: 'gate'; readonly waiting: number; readonly permits: number }
  | { readonly kind: 'seats'; readonly seats: number; readonly held: number }
  /** No more may hold a seat at a time: so many were to be had when the last was denied, or so many claims together. */
  | { readonly kind: 'seat-limit'; readonly limit: number; readonly held: number }
  | { readonly kind: 'seat-start'; readonly held: number }
  /** None is to be had; another is asked for in `again` milliseconds. */
  | {
      readonly kind: 'seat-wait';
      readonly waited: Milliseconds;
      readonly isPaused: boolean;
      readonly again: Milliseconds;
    }
  | { readonly kind: 'backing-off'; readonly cause: RetryReason; readonly again: Milliseconds }
  /** It waits until nothing else is left to do, or has been begun with nothing beside it. */
  | { readonly kind: 'after-others' }
  | { readonly kind: 'beside-nothing'; readonly task: number }
  | { readonly kind: 'held-back'; readonly tasks: number }
  | { readonly kind: 'pressure'; readonly stalled: number }
  | { readonly kind: 'worker-start'; readonly starting: number }
  /** Another process would only take time from those that are there. */
  | { readonly kind: 'cores-in-use'; readonly workers: number; readonly cores: number }
  | { readonly kind: 'reserved-for'; readonly task: number }
  | { readonly kind: 'draining'; readonly cause: string };

/** One sentence for people. */
export function waitReasonText(reason: WaitReason): string {
  switch (reason.kind) {
    case 'turn':
      return 'waits for its turn';
    case 'memory':
      return `needs ${formatBytes(reason.needed)} of memory; ${formatBytes(reason.headroom)} of ${formatBytes(reason.budget)} are not reserved`;
    case 'alone':
      return `needs ${formatBytes(reason.needed)}, more than the whole budget of ${formatBytes(reason.budget)}: runs alone once the ${reason.inFlight} in flight are settled`;
    case 'limit':
      return `${reason.inFlight} tasks are in flight and the limit is ${reason.limit}`;
    case 'load-permits':
      return `${reason.loading} loads are active and the storage is given ${reason.permits} at a time`;
    case 'gate':
      return `${reason.waiting} loaded tasks wait already for one of ${reason.permits} cores or for memory`;
    case 'seats':
      return `${reason.held} of ${reason.seats} licence seats are held`;
    case 'seat-limit':
      return `${reason.held} licence seats are held and no more than ${reason.limit} were to be had`;
    case 'seat-start':
      return `${reason.held} licence seats were claimed just now, and more are claimed little by little`;
    case 'seat-wait':
      return seatWaitText(reason);
    case 'backing-off':
      return `${CAUSES[reason.cause]}; backing off, it is tried again in ${formatDuration(reason.again)}`;
    case 'after-others':
      return 'is tried again with nothing beside it once everything else is done';
    case 'beside-nothing':
      return `task ${reason.task} runs with nothing beside it`;
    case 'held-back':
      return `${reason.tasks} running tasks had to be held back for want of memory and go first`;
    case 'pressure':
      return `the machine stood still for want of memory for ${(100 * reason.stalled).toFixed(0)} % of the last seconds`;
    case 'worker-start':
      return `${reason.starting} workers are starting`;
    case 'cores-in-use':
      return `${reason.workers} workers leave too little of ${reason.cores} cores unused for another one`;
    case 'reserved-for':
      return `the next free memory is kept for task ${reason.task}`;
    case 'draining':
      return `nothing more is admitted: ${reason.cause}`;
  }
}

/** That a batch waits for a licence; the same words wherever it is told. */
export function seatWaitText({
  waited,
  isPaused,
  again,
}: Extract<WaitReason, { kind: 'seat-wait' }>): string {
  const next = again > 0 ? `the next claim is in ${formatDuration(again)}` : 'one is being claimed';
  const since = `waits for a licence seat since ${formatDuration(waited)}`;
  return isPaused ? `${since}, longer than it was to be patient; ${next}` : `${since}; ${next}`;
}

const CAUSES: Readonly<Record<RetryReason, string>> = {
  'worker-lost': 'its worker was lost',
  'out-of-memory': 'ran out of memory',
  hung: 'made no progress',
  'timed-out': 'took too long',
  'unstable-input': 'its file changed while it was read',
  'input-unavailable': 'its file is not to be had at present',
};
