import type { SchedulerState } from './state/state.ts';
import type { TaskId, TaskState } from './state/tasks/task-state.ts';
import { whyWaiting } from './verdict/why-waiting.ts';

/** The state of one task; a waiting one comes with the reason that the scheduler itself decides by. */
export function taskState(state: SchedulerState, task: TaskId): TaskState {
  const outcome = state.tasks.outcomes[task];
  if (outcome !== undefined) return { state: 'settled', outcome };
  const active = state.tasks.active.get(task);
  return active ?? { state: 'queued', waitingOn: whyWaiting(state, task) };
}
