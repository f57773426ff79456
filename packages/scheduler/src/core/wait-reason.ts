import { type Bytes, formatBytes } from '@ballast/resource-model';

/** Why a task does not run yet: the very values that the decision was taken by. */
export type WaitReason =
  | { readonly kind: 'turn' }
  | { readonly kind: 'memory'; readonly needed: Bytes; readonly headroom: Bytes; readonly budget: Bytes }
  | { readonly kind: 'alone'; readonly needed: Bytes; readonly budget: Bytes; readonly inFlight: number }
  | { readonly kind: 'limit'; readonly limit: number; readonly inFlight: number }
  | { readonly kind: 'load-permits'; readonly permits: number; readonly loading: number }
  | { readonly kind: 'gate'; readonly waiting: number; readonly permits: number }
  | { readonly kind: 'seats'; readonly seats: number; readonly held: number }
  | { readonly kind: 'held-back'; readonly tasks: number }
  | { readonly kind: 'pressure'; readonly stalled: number }
  | { readonly kind: 'worker-start'; readonly starting: number }
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
    case 'held-back':
      return `${reason.tasks} running tasks had to be held back for want of memory and go first`;
    case 'pressure':
      return `the machine stood still for want of memory for ${(100 * reason.stalled).toFixed(0)} % of the last seconds`;
    case 'worker-start':
      return `${reason.starting} workers are starting`;
    case 'reserved-for':
      return `the next free memory is kept for task ${reason.task}`;
    case 'draining':
      return `nothing more is admitted: ${reason.cause}`;
  }
}
