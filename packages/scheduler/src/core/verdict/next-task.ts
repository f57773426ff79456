import type { SchedulerState } from '../state/state.ts';
import { head } from '../state/tasks/task-queue.ts';
import type { TaskId } from '../state/tasks/task-state.ts';

/** The first of the queue, else the first that has to run alone, else the first to come back; null if nothing waits. */
export function nextTask({ tasks: { queue, aside } }: SchedulerState): TaskId | null {
  const first = head(queue)?.task ?? aside.alone[0];
  if (first !== undefined) return first;
  for (const [task, { until }] of aside.backingOff) if (until === aside.nextAt) return task;
  return null;
}
