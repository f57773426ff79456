import { formatDuration, milliseconds } from '@ballast/resource-model';
import { jittered } from '../state/jitter.ts';
import { NO_DENIALS, SEAT_POLICY, type SeatPolicy } from '../state/seat-state.ts';
import type { SchedulerState } from '../state/state.ts';
import type { Step } from '../state/step.ts';
import type { TaskId } from '../state/task-state.ts';
import type { WaitReason } from '../state/wait-reason.ts';

type SeatWait = Extract<WaitReason, { kind: 'seat-wait' }>;

function policyOf(state: SchedulerState): SeatPolicy {
  return state.config.licences ?? SEAT_POLICY;
}

/** Tasks that hold a seat or may claim one at any moment: all but those that have still to pass the gate. */
function holders({ active, totals }: SchedulerState): number {
  return active.size - totals.ungranted;
}

/** Why no further seat may be claimed just now; null when one may. */
export function seatRefusal(state: SchedulerState): WaitReason | null {
  const { seats, config } = state;
  const { limit } = seats;
  if (limit === Number.POSITIVE_INFINITY && (config.licences ?? null) === null) return null;
  const held = holders(state);
  const again = milliseconds(Math.max(0, seats.notBefore - state.eventAt));
  const wait = seatWait(state);
  if (wait !== null) return held === 0 && again === 0 ? null : wait;
  if (held >= limit || (again > 0 && held > 0))
    return { kind: 'seat-limit', limit: Math.min(limit, held), held };
  return held >= begun(state) ? { kind: 'seat-start', held } : null;
}

/** How the batch waits for a licence; null while seats are to be had. */
export function seatWait({ seats, eventAt }: SchedulerState): SeatWait | null {
  if (seats.waitingSince === null) return null;
  return {
    kind: 'seat-wait',
    waited: milliseconds(Math.max(0, eventAt - seats.waitingSince)),
    isPaused: seats.isPaused,
    again: milliseconds(Math.max(0, seats.notBefore - eventAt)),
  };
}

/** Whether nothing can be had at present; then nothing is loaded ahead of it either. */
export function isWaitingForSeats({ seats }: SchedulerState): boolean {
  return seats.waitingSince !== null;
}

/** Whether everything waits for the time of the next claim: nobody holds a seat, and that will not change before. */
export function isSeatAwaited(state: SchedulerState): boolean {
  const isEarly = state.eventAt < state.seats.notBefore;
  return isEarly && isWaitingForSeats(state) && holders(state) === 0;
}

/** Seats that may be held so soon after the start. */
function begun(state: SchedulerState): number {
  const { licences = null } = state.config;
  const { startedAt } = state.seats;
  if (licences === null) return Number.POSITIVE_INFINITY;
  if (startedAt === null) return licences.claims;
  return licences.claims * (1 + Math.floor((state.eventAt - startedAt) / licences.claimsEvery));
}

/** A task may claim its seat from now on. */
export function onClaim(state: SchedulerState, { now }: Step): void {
  if (state.seats.startedAt === null) state.seats = { ...state.seats, startedAt: now };
}

/** A claim was denied, and its task is out of flight: no more are held than are held now. */
export function onSeatDenied(
  state: SchedulerState,
  { task, attempt }: { task: TaskId; attempt: number },
  step: Step,
): void {
  const { now } = step;
  const { seats } = state;
  const held = holders(state);
  const isFresh = now >= seats.notBefore;
  const inARow = held > 0 ? 0 : seats.inARow + (isFresh ? 1 : 0);
  const pause = jittered(pauseAfter(state, inARow), task, attempt);
  const waitingSince = held > 0 ? seats.waitingSince : (seats.waitingSince ?? now);
  state.seats = {
    ...seats,
    limit: Math.max(1, Math.min(seats.limit, held)),
    notBefore: isFresh || held === 0 ? milliseconds(now + Math.round(pause)) : seats.notBefore,
    inARow,
    changedAt: now,
    waitingSince,
  };
  if (waitingSince !== null && seats.waitingSince === null) tell(state, 'waiting', step);
  else if (state.seats.limit !== seats.limit) tell(state, 'limited', step);
}

function pauseAfter(state: SchedulerState, inARow: number): number {
  const { backOff, mostBackOff, probeEvery } = policyOf(state);
  if (state.seats.isPaused) return probeEvery;
  return Math.min(mostBackOff, backOff * 2 ** Math.max(0, inARow - 1));
}

/** A seat was had: where none was, the others may claim theirs again. */
export function onSeatHeld(state: SchedulerState, step: Step): void {
  const { seats } = state;
  if (seats.waitingSince === null) return;
  // A seat that serves the whole machine serves every worker of it.
  const limit = policyOf(state).scope === 'machine' ? Number.POSITIVE_INFINITY : 1;
  state.seats = { ...NO_DENIALS, limit, changedAt: step.now, startedAt: step.now };
  tell(state, 'granted', step);
}

/** One more after a quiet while; and patience comes to its end. */
export function reviewSeats(state: SchedulerState, step: Step): void {
  const { seats } = state;
  const { raiseAfter, patience, probeEvery } = policyOf(state);
  const { now } = step;
  if (seats.waitingSince !== null) {
    if (seats.isPaused || now - seats.waitingSince < patience) return;
    state.seats = { ...seats, isPaused: true };
    tell(state, 'paused', step);
    const waited = formatDuration(now - seats.waitingSince);
    const message = `no licence seat was to be had for ${waited}: nothing is started until one is; it is looked for every ${formatDuration(probeEvery)}`;
    const warning = { type: 'warning', at: now, task: null, code: 'SEATS_AWAITED', message } as const;
    step.commands.push({ type: 'record', record: warning });
    return;
  }
  const isQuiet = now - seats.changedAt >= raiseAfter;
  if (seats.limit === Number.POSITIVE_INFINITY || !isQuiet || holders(state) < seats.limit) return;
  state.seats = { ...seats, limit: seats.limit + 1, changedAt: now };
  tell(state, 'limited', step);
}

function tell(state: SchedulerState, what: 'limited' | 'waiting' | 'paused' | 'granted', step: Step): void {
  const { limit } = state.seats;
  const record = {
    type: 'seats',
    at: step.now,
    limit: Number.isFinite(limit) ? limit : null,
    state: what,
  } as const;
  step.commands.push({ type: 'record', record });
}
