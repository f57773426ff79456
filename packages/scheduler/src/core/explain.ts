import { milliseconds } from '@ballast/resource-model';
import type { SchedulerState } from './state/state.ts';
import { headAtOrBelow } from './state/task-queue.ts';
import type { TaskId, TaskState } from './state/task-state.ts';
import { verdict, verdictAlone } from './verdict/may-start.ts';

/** The whole truth about one task; a waiting one has the reason that the scheduler itself goes by. */
export function taskState(state: SchedulerState, task: TaskId): TaskState {
  const outcome = state.outcomes[task];
  if (outcome !== undefined) return { state: 'settled', outcome };
  const active = state.active.get(task);
  if (active !== undefined) return active;
  const { backingOff, alone } = state.aside;
  const aside = backingOff.get(task);
  if (aside !== undefined) {
    const again = milliseconds(Math.max(0, aside.until - state.eventAt));
    return { state: 'queued', waitingOn: { kind: 'backing-off', cause: aside.cause, again } };
  }
  const answer = alone.includes(task) ? verdictAlone(state, task) : verdict(state, task);
  if (!answer.admit) return { state: 'queued', waitingOn: answer.reason };
  const head = headAtOrBelow(state.queue, Number.MAX_SAFE_INTEGER);
  const waitingOn =
    head !== null && head.task !== task
      ? ({ kind: 'reserved-for', task: head.task } as const)
      : ({ kind: 'turn' } as const);
  return { state: 'queued', waitingOn };
}
