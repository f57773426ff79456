import type { Milliseconds } from '@ballast/resource-model';
import type { RetryReason } from './outcome.ts';
import type { TaskId } from './task-state.ts';

/** A task that comes back to the queue at a set time. */
export interface BackingOff {
  readonly until: Milliseconds;
  readonly cause: RetryReason;
  readonly alone: boolean;
}

/** Waiting tasks that are not in the queue. */
export interface SetAside {
  readonly backingOff: Map<TaskId, BackingOff>;
  /** No task comes back before this time; infinite if none is backing off. */
  nextAt: number;
  /** Those that have to run alone, first come first served. */
  readonly alone: TaskId[];
  /** The one of them that is in flight. */
  inFlight: TaskId | null;
}

export function nothingAside(): SetAside {
  return { backingOff: new Map(), nextAt: Number.POSITIVE_INFINITY, alone: [], inFlight: null };
}
