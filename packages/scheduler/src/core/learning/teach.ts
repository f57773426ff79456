import {
  type Bytes,
  type HighWaterObservation,
  highWaterModel,
  measuredCoverage,
} from '@ballast/resource-model';
import { draft } from '../state/draft.ts';
import { memoryFacts } from '../state/memory/memory-facts.ts';
import type { SchedulerState } from '../state/state.ts';
import type { TaskId } from '../state/tasks/task-state.ts';

/** An early sample stays as it is if the end of the attempt differs from it by at most this share. */
const CONFIRMED = 0.05;

/**
 * The memory model learns what a task holds as soon as it holds it: a batch of few, long tasks would be half over before
 * the first of them ends. The sample is withdrawn if the attempt fails, and replaced if its end differs.
 */
export function teachEarly(state: SchedulerState, id: TaskId, highWater: Bytes): void {
  const learned = draft(state, 'learned');
  if (learned.early.has(id)) return;
  const seen = observation(state, id, highWater);
  learned.early.set(id, seen);
  measureCoverage(state, seen);
  learned.models = { ...learned.models, memory: highWaterModel.observe(learned.models.memory, seen) };
}

/** Only completed attempts teach for good: `highWater` is null if the attempt did not complete, or nothing was measured. */
export function teachAtEnd(state: SchedulerState, id: TaskId, highWater: Bytes | null): void {
  const learned = draft(state, 'learned');
  const early = learned.early.get(id);
  learned.early.delete(id);
  if (highWater === null) {
    if (early !== undefined) relearn(state);
    return;
  }
  const isConfirmed =
    early !== undefined && Math.abs(highWater - early.highWater) <= CONFIRMED * early.highWater;
  const seen = isConfirmed ? early : observation(state, id, highWater);
  learned.completed = highWaterModel.observe(learned.completed, seen);
  if (early === undefined) {
    measureCoverage(state, seen);
    learned.models = { ...learned.models, memory: highWaterModel.observe(learned.models.memory, seen) };
  } else if (!isConfirmed) relearn(state);
}

/** Compares what an attempt needed with what was expected; a model that knows nothing expects nothing. */
function measureCoverage(state: SchedulerState, seen: HighWaterObservation): void {
  const learned = draft(state, 'learned');
  const { models } = learned;
  if (models.memory.count === 0) return;
  const { expected, spread } = highWaterModel.predict(models.memory, seen);
  const needed = seen.highWater;
  const coverage = measuredCoverage.observe(models.coverage, { needed, expected, spread });
  learned.models = { ...models, coverage };
}

function observation(state: SchedulerState, id: TaskId, highWater: Bytes): HighWaterObservation {
  return { ...memoryFacts(state, id), highWater };
}

/** From what completed attempts taught, and the early samples that still stand. */
function relearn(state: SchedulerState): void {
  const learned = draft(state, 'learned');
  let memory = learned.completed;
  for (const seen of learned.early.values()) memory = highWaterModel.observe(memory, seen);
  learned.models = { ...learned.models, memory };
}
