import type { Bytes } from '@ballast/resource-model';
import { bytes } from '@ballast/resource-model';
import { noTotals, type SchedulerState, type Totals } from './state.ts';
import type { ActiveTask, TaskId } from './task-state.ts';

/** Puts a task into its next state; the only way to change one, so that the sums stay right. */
export function put(state: SchedulerState, id: TaskId, task: ActiveTask): void {
  const before = state.active.get(id);
  if (before !== undefined) count(state.totals, before, -1);
  state.active.set(id, task);
  count(state.totals, task, 1);
}

/** Takes a task out of flight. */
export function take(state: SchedulerState, id: TaskId): void {
  const before = state.active.get(id);
  if (before === undefined) return;
  count(state.totals, before, -1);
  state.active.delete(id);
}

function count(totals: Totals, task: ActiveTask, sign: 1 | -1): void {
  totals.hold += sign * task.reservation.hold;
  totals.seats += sign * task.reservation.seats;
  switch (task.state) {
    case 'starting':
    case 'loading':
      if (task.state === 'starting') totals.starting += sign;
      else if (task.paused === null) totals.loading += sign;
      if (task.state === 'loading' && task.paused === 'memory') totals.heldBack += sign;
      if (task.state === 'loading' && task.paused === 'storage') totals.waitingForStorage += sign;
      if (task.granted) totals.granted += sign;
      else totals.ungranted += sign;
      return;
    case 'loaded':
      totals.ungranted += sign;
      totals.atGate += sign;
      return;
    case 'computing':
      if (task.suspended) totals.heldBack += sign;
      else totals.computing += sign;
      return;
    case 'stopping':
      return;
  }
}

/** The sums, counted anew; for checking. */
export function recount(state: SchedulerState): Totals {
  const totals = noTotals();
  for (const task of state.active.values()) count(totals, task, 1);
  return totals;
}

/** What idle workers keep in memory. One that was never measured counts for nothing yet. */
export function idleMemory(state: SchedulerState): number {
  let sum = 0;
  for (const id of state.idle) sum += state.workers.get(id)?.usage?.resident ?? 0;
  return sum;
}

/** Budget less reservations and less what idle workers keep; never negative. */
export function headroom(state: SchedulerState): Bytes {
  return bytes(Math.max(0, state.capacity.memory - state.totals.hold - idleMemory(state)));
}
