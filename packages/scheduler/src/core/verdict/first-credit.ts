import { type Bytes, bytes } from '@ballast/resource-model';
import { predictMemory } from '../state/memory/models.ts';
import type { SchedulerState } from '../state/state.ts';
import type { TaskId } from '../state/tasks/task-state.ts';

/** Loads of at most one piece are never held up, and no grant is smaller. */
export const PIECE: number = 16 * 1024 * 1024;
/** Part of a load that is granted before anything of it was measured. */
const FIRST_GRANT = 0.2;

/** A load that may read everything. */
export const NO_LIMIT: number = Number.POSITIVE_INFINITY;

/**
 * Whether the memory of a load grows with the bytes that it reads, so that bytes can be granted for memory. Not for a file
 * of which only a part is kept in memory.
 */
export function growsWithBytes({ limits, config, inputs }: SchedulerState, id: TaskId): boolean {
  const size = inputs.sizes[id] ?? 0;
  return (
    limits.policy.kind === 'adaptive' &&
    config.memoryGrowth === 'while-loading' &&
    size > PIECE &&
    inputs.footprints[id] === size
  );
}

/** Bytes of the next grant to a load of which nothing was measured yet. */
export function nextGrant({ inputs }: SchedulerState, id: TaskId): number {
  return Math.max(PIECE, FIRST_GRANT * (inputs.sizes[id] ?? 0));
}

/** What its worker holds once it has read the first grant, if all of it needs `full`. */
export function costOfFirstGrant(state: SchedulerState, id: TaskId, full: Bytes): Bytes {
  const share = Math.min(1, nextGrant(state, id) / Math.max(1, state.inputs.sizes[id] ?? 0));
  const from = Math.min(full, predictMemory(state.learned.models, { size: 0 }).expected);
  return bytes(from + (full - from) * share);
}
