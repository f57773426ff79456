import { milliseconds } from '@ballast/resource-model';
import type { SchedulerState } from '../state/state.ts';
import { head } from '../state/tasks/task-queue.ts';
import type { TaskId } from '../state/tasks/task-state.ts';
import type { WaitReason } from '../state/tasks/wait-reason.ts';
import { mayStart, mayStartAlone } from './may-start.ts';

/** Why a task that has neither begun nor settled does not start now: the reason that the scheduler itself decides by. */
export function whyWaiting(state: SchedulerState, task: TaskId): WaitReason {
  const { aside, queue } = state.tasks;
  if (state.tasks.elsewhere.has(task)) return { kind: 'other-nodes' };
  const away = aside.backingOff.get(task);
  if (away !== undefined) {
    const again = milliseconds(Math.max(0, away.until - state.clock.eventAt));
    return { kind: 'backing-off', cause: away.cause, again };
  }
  const answer = aside.alone.includes(task) ? mayStartAlone(state, task) : mayStart(state, task);
  if (!answer.admit) return answer.reason;
  const { heldBack } = state.tasks.totals;
  if (heldBack > 0) return { kind: 'held-back', tasks: heldBack };
  const first = head(queue);
  return first !== null && first.task !== task
    ? { kind: 'reserved-for', task: first.task }
    : { kind: 'turn' };
}
