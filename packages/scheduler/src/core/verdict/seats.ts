import { milliseconds } from '@ballast/resource-model';
import type { SchedulerState } from '../state/state.ts';
import type { WaitReason } from '../state/tasks/wait-reason.ts';

type SeatWait = Extract<WaitReason, { kind: 'seat-wait' }>;

/** Tasks that hold a seat or may claim one at any moment: all but those that have still to pass the gate. */
export function seatHolders({ tasks }: SchedulerState): number {
  return tasks.active.size - tasks.totals.ungranted;
}

/** Why no further seat may be claimed now; null if one may. */
export function seatRefusal(state: SchedulerState): WaitReason | null {
  const { config, clock } = state;
  const { limit, notBefore } = state.limits.seats;
  if (limit === Number.POSITIVE_INFINITY && (config.licences ?? null) === null) return null;
  const held = seatHolders(state);
  const again = milliseconds(Math.max(0, notBefore - clock.eventAt));
  const wait = seatWait(state);
  if (wait !== null) return held === 0 && again === 0 ? null : wait;
  if (held >= limit || (again > 0 && held > 0))
    return { kind: 'seat-limit', limit: Math.min(limit, held), held };
  return held >= begun(state) ? { kind: 'seat-start', held } : null;
}

/** How the batch waits for a licence; null while seats are available. */
export function seatWait({ limits: { seats }, clock: { eventAt } }: SchedulerState): SeatWait | null {
  if (seats.waitingSince === null) return null;
  return {
    kind: 'seat-wait',
    waited: milliseconds(Math.max(0, eventAt - seats.waitingSince)),
    isPaused: seats.isPaused,
    again: milliseconds(Math.max(0, seats.notBefore - eventAt)),
  };
}

/** Whether no seat is available at present; then nothing is loaded ahead of one either. */
export function isWaitingForSeats({ limits }: SchedulerState): boolean {
  return limits.seats.waitingSince !== null;
}

/** Whether everything waits for the time of the next claim: nobody holds a seat, and that will not change before it. */
export function isSeatAwaited(state: SchedulerState): boolean {
  const isEarly = state.clock.eventAt < state.limits.seats.notBefore;
  return isEarly && isWaitingForSeats(state) && seatHolders(state) === 0;
}

/** Seats that may be held this long after the start. */
function begun({ config, limits, clock }: SchedulerState): number {
  const { licences = null } = config;
  const { startedAt } = limits.seats;
  if (licences === null) return Number.POSITIVE_INFINITY;
  if (startedAt === null) return licences.claims;
  return licences.claims * (1 + Math.floor((clock.eventAt - startedAt) / licences.claimsEvery));
}
