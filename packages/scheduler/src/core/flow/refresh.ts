import { bytes } from '@ballast/resource-model';
import { put } from '../state/ledger.ts';
import { predictMemory } from '../state/models.ts';
import type { SchedulerState } from '../state/state.ts';
import { demandOf } from '../verdict/may-start.ts';

/** A running task keeps so much over what it is seen to hold. */
const SPARE = 1.05;

/**
 * What was reserved when less was known is brought to what the models say now: up or down for tasks that wait at the
 * gate or load towards it, only down for those that hold their memory already.
 */
export function refreshReservations(state: SchedulerState): void {
  if (state.policy.kind !== 'adaptive' || !hasMoved(state)) return;
  for (const [id, task] of state.active) {
    if (task.state === 'stopping' || task.reservation.alone) continue;
    const { commit, hold } = task.reservation;
    const seen = (task.usage?.resident ?? 0) * SPARE;
    const now = bytes(Math.max(demandOf(state, id), seen, state.observed.get(id) ?? 0));
    if (hold < commit) {
      put(state, id, { ...task, reservation: { ...task.reservation, commit: bytes(Math.max(now, hold)) } });
    } else if (now < commit && !(task.state === 'computing' && (task.settledIn || task.suspended))) {
      put(state, id, { ...task, reservation: { ...task.reservation, commit: now, hold: now } });
    }
  }
}

/** Predictions that have moved by less than this share are as good as the ones before. */
const WORTH_A_MOVE = 0.01;

/** Whether the models say something else than when reservations were last brought up to date. */
function hasMoved(state: SchedulerState): boolean {
  const { refreshedFor: before, models } = state;
  const middle = predictMemory(models, state.meanFootprint).reserve;
  const largest = predictMemory(models, state.largestFootprint).reserve;
  const differs = (now: number, then: number): boolean => Math.abs(now - then) > WORTH_A_MOVE * then;
  if (!differs(middle, before.middle) && !differs(largest, before.largest)) return false;
  state.refreshedFor = { middle, largest };
  return true;
}
