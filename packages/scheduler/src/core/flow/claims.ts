import { formatDuration, milliseconds } from '@ballast/resource-model';
import { SEAT_POLICY, type SeatPolicy } from '../policy/seat-policy.ts';
import { jittered } from '../state/cores/jitter.ts';
import { draft } from '../state/draft.ts';
import type { SchedulerState } from '../state/state.ts';
import type { Step } from '../state/step.ts';
import { NO_DENIALS } from '../state/tasks/seat-state.ts';
import type { TaskId } from '../state/tasks/task-state.ts';
import { seatHolders } from '../verdict/seats.ts';

function policyOf(state: SchedulerState): SeatPolicy {
  return state.config.licences ?? SEAT_POLICY;
}

/** A task may claim its seat from now on. */
export function onClaim(state: SchedulerState, { now }: Step): void {
  const limits = draft(state, 'limits');
  if (limits.seats.startedAt === null) limits.seats = { ...limits.seats, startedAt: now };
}

/** A claim was denied, and its task is out of flight: the limit falls to the number of seats held now. */
export function onSeatDenied(
  state: SchedulerState,
  { task, attempt }: { task: TaskId; attempt: number },
  step: Step,
): void {
  const { now } = step;
  const limits = draft(state, 'limits');
  const { seats } = limits;
  const held = seatHolders(state);
  const isFresh = now >= seats.notBefore;
  const inARow = held > 0 ? 0 : seats.inARow + (isFresh ? 1 : 0);
  const pause = jittered(pauseAfter(state, inARow), task, attempt);
  const waitingSince = held > 0 ? seats.waitingSince : (seats.waitingSince ?? now);
  limits.seats = {
    ...seats,
    limit: Math.max(1, Math.min(seats.limit, held)),
    notBefore: isFresh || held === 0 ? milliseconds(now + Math.round(pause)) : seats.notBefore,
    inARow,
    changedAt: now,
    waitingSince,
  };
  if (waitingSince !== null && seats.waitingSince === null) recordSeats(state, 'waiting', step);
  else if (limits.seats.limit !== seats.limit) recordSeats(state, 'limited', step);
}

function pauseAfter(state: SchedulerState, inARow: number): number {
  const { backOff, mostBackOff, probeEvery } = policyOf(state);
  if (state.limits.seats.isPaused) return probeEvery;
  return Math.min(mostBackOff, backOff * 2 ** Math.max(0, inARow - 1));
}

/** A seat was granted: if none was available, the other tasks may claim theirs again. */
export function onSeatHeld(state: SchedulerState, step: Step): void {
  const limits = draft(state, 'limits');
  if (limits.seats.waitingSince === null) return;
  // A seat that serves the whole machine serves every worker of it.
  const limit = policyOf(state).scope === 'machine' ? Number.POSITIVE_INFINITY : 1;
  limits.seats = { ...NO_DENIALS, limit, changedAt: step.now, startedAt: step.now };
  recordSeats(state, 'granted', step);
}

/** Raises the limit after a time without denials, and notices when patience runs out. */
export function reviewSeats(state: SchedulerState, step: Step): void {
  const limits = draft(state, 'limits');
  const { seats } = limits;
  const { raiseAfter, patience } = policyOf(state);
  const { now } = step;
  if (seats.waitingSince !== null) {
    const waited = now - seats.waitingSince;
    if (seats.isPaused || waited < patience) return;
    limits.seats = { ...seats, isPaused: true };
    recordSeats(state, 'paused', step);
    return warnOfWait(state, waited, step);
  }
  const isQuiet = now - seats.changedAt >= raiseAfter;
  if (seats.limit === Number.POSITIVE_INFINITY || !isQuiet || seatHolders(state) < seats.limit) return;
  limits.seats = { ...seats, limit: seats.limit + 1, changedAt: now };
  recordSeats(state, 'limited', step);
}

function warnOfWait(state: SchedulerState, waited: number, step: Step): void {
  const every = formatDuration(policyOf(state).probeEvery);
  const message = `no licence seat has been available for ${formatDuration(waited)}; nothing starts until one is, and a seat is claimed every ${every}`;
  step.commands.push({
    type: 'record',
    record: { type: 'warning', at: step.now, task: null, code: 'SEATS_AWAITED', message },
  });
}

function recordSeats(
  state: SchedulerState,
  what: 'limited' | 'waiting' | 'paused' | 'granted',
  step: Step,
): void {
  const { limit } = state.limits.seats;
  step.commands.push({
    type: 'record',
    record: { type: 'seats', at: step.now, limit: Number.isFinite(limit) ? limit : null, state: what },
  });
}
