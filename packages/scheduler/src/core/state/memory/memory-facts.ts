import { type Bytes, bytes, type MemoryFacts } from '@ballast/resource-model';
import type { SchedulerState } from '../state.ts';
import type { TaskId } from '../tasks/task-state.ts';

/** What is known about the memory of a task before its file is loaded. */
export function memoryFacts(state: SchedulerState, task: TaskId): MemoryFacts {
  const { sizes, footprints, facts } = state.inputs;
  const kept = state.tasks.active.get(task)?.kept ?? keptByNext(state);
  if (facts === null) return { size: footprints[task] ?? 0, kept };
  return { size: sizes[task] ?? 0, held: facts.held[task] ?? null, arrays: facts.arrays[task] ?? null, kept };
}

/** What the worker holds that the next task would get; 0 if that is a new one. */
export function keptByNext({ workers: { idle, records } }: SchedulerState): Bytes {
  const [next] = idle;
  return next === undefined ? bytes(0) : (records.get(next)?.kept ?? bytes(0));
}
