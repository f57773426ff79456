import { headroom, headroomToStart, unreserved } from '../state/memory/headroom.ts';
import type { SchedulerState } from '../state/state.ts';
import type { Step } from '../state/step.ts';
import { head } from '../state/tasks/task-queue.ts';
import { demandOf } from '../verdict/demand.ts';
import { retireLargest } from './recycle.ts';

/** Ends the idle worker that keeps the most memory if more is reserved than there is, or if a task could go on without it. */
export function makeRoom(state: SchedulerState, step: Step): void {
  if (state.limits.policy.kind !== 'adaptive') return;
  const { workers } = state;
  while (workers.idleMemory > 0 && unreserved(state) < 0) retireLargest(state, step);
  if (workers.idleMemory > 0 && isInTheWay(state)) retireLargest(state, step);
}

/** Whether the next task, or one at the gate, waits only for memory that idle workers keep. */
function isInTheWay(state: SchedulerState): boolean {
  const { active, queue } = state.tasks;
  const most = unreserved(state) + state.workers.idleMemory;
  const first = head(queue);
  const starts = first === null ? 0 : demandOf(state, first.task);
  if (starts > headroomToStart(state) && starts <= most) return true;
  const available = headroom(state);
  for (const { reservation } of active.values()) {
    const needs = reservation.full - reservation.now;
    if (needs > available && needs <= most) return true;
  }
  return false;
}
