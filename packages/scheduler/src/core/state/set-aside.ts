import type { Milliseconds } from '@ballast/resource-model';
import type { RetryReason } from './outcome.ts';
import type { TaskId } from './task-state.ts';

/** A task that does not come back to the queue before its time. */
export interface BackingOff {
  readonly until: Milliseconds;
  readonly cause: RetryReason;
  readonly alone: boolean;
}

/** Tasks that wait for something else than their turn among the others. */
export interface SetAside {
  readonly backingOff: Map<TaskId, BackingOff>;
  /** No task comes back before this; infinite where none will. */
  nextAt: number;
  /** Those that may have nothing beside them, in the order of their coming. */
  readonly alone: TaskId[];
  /** The one of them that is in flight. */
  inFlight: TaskId | null;
}

export function nothingAside(): SetAside {
  return { backingOff: new Map(), nextAt: Number.POSITIVE_INFINITY, alone: [], inFlight: null };
}
