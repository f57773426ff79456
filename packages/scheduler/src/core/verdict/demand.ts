import { type Bytes, bytes } from '@ballast/resource-model';
import { memoryFacts } from '../state/memory/memory-facts.ts';
import { ENOUGH_SAMPLES, predictMemory } from '../state/memory/models.ts';
import type { SchedulerState } from '../state/state.ts';
import type { TaskId } from '../state/tasks/task-state.ts';

/** While hardly anything is known, demand is capped at this share of the budget, and all reservations together stay below it. */
export const COLD_SHARE = 0.8;

/** Whether so little is known that only probes may run. */
export function isCold({ learned }: SchedulerState): boolean {
  return learned.models.memory.count < ENOUGH_SAMPLES;
}

/** Tasks that run side by side while the model is cold, the first of them large, the others small. */
const PROBES = 4;

/** Whether the next task is started to learn from it. */
export function isProbing(state: SchedulerState): boolean {
  return isCold(state) && state.tasks.active.size < PROBES;
}

/**
 * Whether nothing at all is known of the memory that a task needs: a program of the user's own may need any amount, whatever
 * the size of its input, so the first one runs by itself.
 */
export function isUnknown({ config, learned: { models } }: SchedulerState): boolean {
  return config.memoryGrowth === 'while-computing' && models.memory.count === 0;
}

/**
 * What a task's worker will hold: the predicted memory, but at least what an earlier attempt used. While the model is cold
 * the cautious prediction is capped at `COLD_SHARE` of the budget: above that it only means that the task must not run
 * together with others yet.
 */
export function demandOf(state: SchedulerState, task: TaskId): Bytes {
  const { expected, hold } = predictMemory(state.learned.models, memoryFacts(state, task));
  const cap = Math.max(expected, COLD_SHARE * state.machine.capacity.memory);
  const predicted = isCold(state) ? Math.min(isUnknown(state) ? cap : hold, cap) : hold;
  return bytes(Math.max(predicted, state.failures.floors.get(task) ?? 0));
}
