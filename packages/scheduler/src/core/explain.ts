import { milliseconds } from '@ballast/resource-model';
import type { SchedulerState } from './state/state.ts';
import { head } from './state/task-queue.ts';
import type { TaskId, TaskState } from './state/task-state.ts';
import type { WaitReason } from './state/wait-reason.ts';
import { mayStart, mayStartAlone } from './verdict/may-start.ts';

/** The state of one task; a waiting one comes with the reason that the scheduler itself decides by. */
export function taskState(state: SchedulerState, task: TaskId): TaskState {
  const outcome = state.tasks.outcomes[task];
  if (outcome !== undefined) return { state: 'settled', outcome };
  const active = state.tasks.active.get(task);
  return active ?? { state: 'queued', waitingOn: waitReason(state, task) };
}

function waitReason(state: SchedulerState, task: TaskId): WaitReason {
  const { backingOff, alone } = state.tasks.aside;
  const aside = backingOff.get(task);
  if (aside !== undefined) {
    const again = milliseconds(Math.max(0, aside.until - state.clock.eventAt));
    return { kind: 'backing-off', cause: aside.cause, again };
  }
  const answer = alone.includes(task) ? mayStartAlone(state, task) : mayStart(state, task);
  if (!answer.admit) return answer.reason;
  const first = head(state.tasks.queue);
  return first !== null && first.task !== task
    ? { kind: 'reserved-for', task: first.task }
    : { kind: 'turn' };
}
