import { type Bytes, bytes } from '@ballast/resource-model';
import { predictionsMoved } from '../learning/predictions-moved.ts';
import { put } from '../state/memory/ledger.ts';
import type { SchedulerState } from '../state/state.ts';
import type { ActiveTask, Reservation } from '../state/tasks/task-state.ts';
import { demandOf } from '../verdict/demand.ts';

/** A running task keeps at least this much of what it is seen to hold. */
const SPARE = 1.05;

/**
 * Brings reservations that were made when less was known up to what the models predict now: up or down for tasks that wait at
 * the gate or load towards it, only down for those that hold their memory already.
 */
export function refreshReservations(state: SchedulerState): void {
  if (state.limits.policy.kind !== 'adaptive' || !predictionsMoved(state)) return;
  for (const [id, task] of state.tasks.active) {
    if (task.state === 'stopping' || task.reservation.alone) continue;
    // It covers those that follow as well.
    if (state.tasks.followers.has(task.worker)) continue;
    // What was measured of it is better than any model.
    if (task.state === 'loading' && task.isMeasured) continue;
    const seen = (task.usage?.resident ?? 0) * SPARE;
    const needed = bytes(Math.max(demandOf(state, id), seen, state.measured.highWater.get(id) ?? 0));
    const reservation = refreshed(task, needed);
    if (reservation !== null) put(state, id, { ...task, reservation });
  }
}

/** Null if the reservation stays as it is. */
function refreshed(task: ActiveTask, needed: Bytes): Reservation | null {
  const { reservation } = task;
  if (reservation.now < reservation.full)
    return { ...reservation, full: bytes(Math.max(needed, reservation.now)) };
  const isMeasured = task.state === 'computing' && (task.settledIn || task.suspended);
  if (needed >= reservation.full || isMeasured) return null;
  return { ...reservation, full: needed, now: needed };
}
