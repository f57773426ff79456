import { type Bytes, type HighWaterObservation, highWaterModel } from '@ballast/resource-model';
import type { SchedulerState } from '../state/state.ts';
import type { TaskId } from '../state/task-state.ts';

/** An early word that the end confirms within this share stays as it is. */
const CONFIRMED = 0.05;

/**
 * The memory model learns what a task holds as soon as it holds it: a batch of few, long tasks would be half over before
 * the first of them ends. The word is withdrawn when the attempt fails, and corrected when its end says otherwise.
 */
export function teachEarly(state: SchedulerState, id: TaskId, highWater: Bytes): void {
  if (state.early.has(id)) return;
  const seen = observation(state, id, highWater);
  state.early.set(id, seen);
  state.models = { ...state.models, memory: highWaterModel.observe(state.models.memory, seen) };
}

/** Only completed attempts teach for good: `highWater` is null where the attempt did not complete, or nothing was measured. */
export function teachAtEnd(state: SchedulerState, id: TaskId, highWater: Bytes | null): void {
  const early = state.early.get(id);
  state.early.delete(id);
  if (highWater === null) {
    if (early !== undefined) relearn(state);
    return;
  }
  const isConfirmed =
    early !== undefined && Math.abs(highWater - early.highWater) <= CONFIRMED * early.highWater;
  const seen = isConfirmed ? early : observation(state, id, highWater);
  state.completed = highWaterModel.observe(state.completed, seen);
  if (early === undefined) {
    state.models = { ...state.models, memory: highWaterModel.observe(state.models.memory, seen) };
  } else if (!isConfirmed) relearn(state);
}

function observation({ footprints }: SchedulerState, id: TaskId, highWater: Bytes): HighWaterObservation {
  return { size: footprints[id] ?? 0, highWater };
}

/** From what completed attempts taught, and the early words that still stand. */
function relearn(state: SchedulerState): void {
  let memory = state.completed;
  for (const seen of state.early.values()) memory = highWaterModel.observe(memory, seen);
  state.models = { ...state.models, memory };
}
