import type { MemoryFacts } from '@ballast/resource-model';
import type { SchedulerState } from './state.ts';
import type { TaskId } from './task-state.ts';

/** What is known about the memory of a task before its file is loaded. */
export function memoryFacts({ inputs }: SchedulerState, task: TaskId): MemoryFacts {
  const { sizes, footprints, facts } = inputs;
  if (facts === null) return { size: footprints[task] ?? 0 };
  return { size: sizes[task] ?? 0, held: facts.held[task] ?? null, arrays: facts.arrays[task] ?? null };
}
