import type { Bytes } from '@ballast/resource-model';
import { bytes } from '@ballast/resource-model';
import { noTotals, type SchedulerState, type Totals } from './state.ts';
import type { ActiveTask, TaskId, WorkerId } from './task-state.ts';

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
      else if (task.paused === null && !task.presumedLoaded) totals.loading += sign;
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

/** Puts a worker among the idle ones. */
export function rest(state: SchedulerState, id: WorkerId): void {
  state.idle.push(id);
  state.idleMemory += state.workers.get(id)?.usage?.resident ?? 0;
}

/** Takes a worker from the idle ones: this one, or the one that has rested longest. Null when it, or any, is not there. */
export function wake(state: SchedulerState, id: WorkerId | null): WorkerId | null {
  const at = id === null ? 0 : state.idle.indexOf(id);
  const woken = at < 0 ? undefined : state.idle[at];
  if (woken === undefined) return null;
  state.idle.splice(at, 1);
  state.idleMemory -= state.workers.get(woken)?.usage?.resident ?? 0;
  return woken;
}

/** Budget less reservations and less what idle workers keep; never negative. */
export function headroom(state: SchedulerState): Bytes {
  return bytes(Math.max(0, unreserved(state)));
}

/** The same for a task that would start now: what the idle worker that it gets keeps is a part of what it needs. */
export function headroomToStart(state: SchedulerState): Bytes {
  const [next] = state.idle;
  const kept = next === undefined ? 0 : (state.workers.get(next)?.usage?.resident ?? 0);
  return bytes(Math.max(0, unreserved(state) + kept));
}

/** Below zero when more is held than there is. */
export function unreserved({ capacity, totals, idleMemory }: SchedulerState): number {
  return capacity.memory - totals.hold - idleMemory;
}
