import { type Bytes, bytes } from '@ballast/resource-model';
import { isWaitingForSeats, seatRefusal } from '../flow/claims.ts';
import { policyLimit } from '../policy/limit-policy.ts';
import { headroomToStart } from '../state/ledger.ts';
import { ENOUGH_SAMPLES, predictMemory } from '../state/models.ts';
import { paysToStart, startsAtATime } from '../state/spare-cores.ts';
import type { SchedulerState } from '../state/state.ts';
import type { Reservation, TaskId } from '../state/task-state.ts';
import type { WaitReason } from '../state/wait-reason.ts';
import { computeTime, ownLoadTime } from './backfill.ts';

/** Admitted: what it may hold, and whether it may compute as soon as it is loaded. */
export type Verdict =
  | { readonly admit: true; readonly reservation: Reservation; readonly granted: boolean }
  | { readonly admit: false; readonly reason: WaitReason };

/** A first task, of which nothing is known, takes at most this share of the budget. */
export const COLD_SHARE = 0.8;

/** Share of time stalled for want of memory above which nothing is admitted: the net below the budget. */
const MOST_PRESSURE = 0.01;

/** Loads that may be active at a time. */
export function loadPermits(state: SchedulerState): number {
  const { loads } = state.config;
  const allowed = loads === 'auto' ? state.search.permits : loads;
  return Math.min(allowed, state.capacity.loadPermits);
}

/** Tasks that may compute at a time: the cores over the threads of each. */
export function corePermits(state: SchedulerState): number {
  return Math.max(1, Math.floor(state.capacity.corePermits / state.config.nativeThreads));
}

/** Loaded tasks that may wait at the gate, so that a core that becomes free finds one; more would only hold memory. */
function readyAhead(state: SchedulerState): number {
  return 2 + Math.floor(corePermits(state) / 4);
}

/** Whether this task may start now, or the reason why not. The same values serve the decision and its explanation. */
export function verdict(state: SchedulerState, task: TaskId): Verdict {
  return countsVerdict(state) ?? memoryVerdict(state, task);
}

/** What does not depend on the task: null when everything counted leaves room for one more. */
function countsVerdict(state: SchedulerState): Verdict | null {
  const { mode, active, capacity, totals, config, policy } = state;
  if (mode.kind !== 'open') {
    return refuse({ kind: 'draining', cause: mode.kind === 'ended' ? 'the batch has ended' : mode.cause });
  }
  const inFlight = active.size;
  const alone = state.aside.inFlight;
  if (alone !== null) return refuse({ kind: 'beside-nothing', task: alone });
  if (state.pressure !== null && state.pressure > MOST_PRESSURE && inFlight > 0) {
    return refuse({ kind: 'pressure', stalled: state.pressure });
  }
  if (totals.seats + config.seatsPerTask > capacity.seats) {
    return refuse({ kind: 'seats', seats: capacity.seats, held: totals.seats });
  }
  const noSeat = seatRefusal(state);
  // Ahead of the gate a task needs none; but nothing is loaded for seats of which nobody knows when they come.
  const isNeeded = policy.kind !== 'adaptive' || inFlight === 0 || isWaitingForSeats(state);
  if (noSeat !== null && isNeeded) return refuse(noSeat);
  const limit = Math.min(
    policyLimit(state.policy, inFlight),
    config.workers === 'auto' ? Number.POSITIVE_INFINITY : config.workers,
  );
  if (inFlight >= limit) return refuse({ kind: 'limit', limit, inFlight });
  if (policy.kind !== 'adaptive') return null;
  if (totals.heldBack > 0) return refuse({ kind: 'held-back', tasks: totals.heldBack });
  const starting = totals.starting;
  if (state.idle.length === 0 && starting >= startsAtATime(capacity))
    return refuse({ kind: 'worker-start', starting });
  if (state.idle.length === 0 && !paysToStart(state))
    return refuse({ kind: 'cores-in-use', workers: state.workers.size, cores: capacity.corePermits });
  const permits = loadPermits(state);
  if (totals.loading >= permits) return refuse({ kind: 'load-permits', permits, loading: totals.loading });
  if (isGateFull(state) && !mayCompute(state)) {
    return refuse(noSeat ?? { kind: 'gate', waiting: totals.atGate, permits: corePermits(state) });
  }
  return null;
}

/**
 * What a task's worker will hold: the model's word, and never less than an earlier attempt was seen to need. While little
 * is known a cautious word beyond the budget only means that the task must not go beside others yet.
 */
export function demandOf(state: SchedulerState, task: TaskId): Bytes {
  const { expected, reserve } = predictMemory(state.models, state.footprints[task] ?? 0);
  const most = Math.max(expected, COLD_SHARE * state.capacity.memory);
  const word = isCold(state) ? Math.min(reserve, most) : reserve;
  return bytes(Math.max(word, state.floors.get(task) ?? 0));
}

/** The reservation of a task that may have nothing beside it, or the reason why it may not start yet. */
export function verdictAlone(state: SchedulerState, task: TaskId): Verdict {
  const counted = countsVerdict(state);
  if (counted !== null) return counted;
  if (state.active.size > 0 || state.queue.length > 0) return refuse({ kind: 'after-others' });
  const commit = demandOf(state, task);
  const { seatsPerTask: seats } = state.config;
  return { admit: true, granted: true, reservation: { commit, hold: commit, seats, alone: true } };
}

function memoryVerdict(state: SchedulerState, task: TaskId): Verdict {
  const { capacity, active, config } = state;
  const commit = demandOf(state, task);
  const seats = config.seatsPerTask;
  if (state.policy.kind !== 'adaptive') {
    return { admit: true, granted: true, reservation: { commit, hold: commit, seats, alone: false } };
  }
  const budget = capacity.memory;
  if (active.size === 0) {
    const alone = commit > budget;
    return { admit: true, granted: true, reservation: { commit, hold: commit, seats, alone } };
  }
  if (commit > budget) return refuse({ kind: 'alone', needed: commit, budget, inFlight: active.size });
  const free = headroomToStart(state);
  const isEarly = isCold(state) && state.totals.hold + commit > COLD_SHARE * budget;
  if (commit <= free && !isEarly && mayHoldAtOnce(state, { task, commit })) {
    return {
      admit: true,
      granted: mayCompute(state),
      reservation: { commit, hold: commit, seats, alone: false },
    };
  }
  if (commit > free && isShortLoad(state, task)) return memoryRefusal(state, { commit, free });
  return prefetchVerdict(state, { commit, free });
}

interface Ask {
  readonly commit: Bytes;
  readonly free: Bytes;
}

function memoryRefusal({ capacity }: SchedulerState, { commit, free }: Ask): Verdict {
  return refuse({ kind: 'memory', needed: commit, headroom: free, budget: capacity.memory });
}

/** Whether so little is known that only probes may run. */
export function isCold(state: SchedulerState): boolean {
  return state.models.memory.count < ENOUGH_SAMPLES;
}

/** A core that no task has been granted. */
function hasCoreFree(state: SchedulerState): boolean {
  return state.totals.computing + state.totals.granted < corePermits(state);
}

/** One more may pass the gate: a core is free, and so is a licence seat. */
function mayCompute(state: SchedulerState): boolean {
  return hasCoreFree(state) && seatRefusal(state) === null;
}

function isGateFull(state: SchedulerState): boolean {
  return state.totals.atGate >= readyAhead(state);
}

/** A load so short that the memory for computing may as well be held from its start: this share of computing, */
const SHORT_SHARE = 0.2;
/** or so many bytes. */
const SHORT_LOAD = 16 * 1024 * 1024;
/** Share of the budget up to which memory is not scarce: what is held early keeps nobody waiting. */
const PLENTY = 0.5;

/**
 * Whether all of its memory may be held from the beginning: it comes with the bytes anyway, or holding it early keeps
 * nobody waiting and saves the stop at the gate.
 */
function mayHoldAtOnce(state: SchedulerState, { task, commit }: { task: TaskId; commit: Bytes }): boolean {
  if (state.config.memoryGrowth === 'while-loading') return true;
  if (!mayCompute(state)) return false;
  if ((state.sizes[task] ?? 0) <= SHORT_LOAD || isShortLoad(state, task)) return true;
  return state.totals.hold + commit <= PLENTY * state.capacity.memory;
}

/** Whether hardly anything is gained by loading ahead. */
function isShortLoad(state: SchedulerState, task: TaskId): boolean {
  const load = ownLoadTime(state, task);
  return load !== null && state.models.compute.count > 0 && load <= SHORT_SHARE * computeTime(state, task);
}

/**
 * Loading ahead of the gate, which is safe where the memory comes only afterwards (the page cache that a load fills can be
 * taken back by the system): what all ungranted tasks hold and the largest step that one of them has still to take must fit
 * together, so that one can always go (banker's rule).
 */
function prefetchVerdict(state: SchedulerState, ask: Ask): Verdict {
  const { commit, free } = ask;
  const budget = state.capacity.memory;
  const refusal = memoryRefusal(state, ask);
  if (state.config.memoryGrowth === 'while-loading') return refusal;
  // One that fits now will pass those that wait at the gate for more memory than there is.
  const mayPass = commit <= free && state.totals.ungranted < 2 * corePermits(state) + readyAhead(state);
  if (isGateFull(state) && !mayPass) return refusal;
  const { expected } = predictMemory(state.models, 0);
  const hold = bytes(Math.min(commit, expected));
  if (hold > free || free === 0) return refusal;
  let held = hold as number;
  let step = commit - hold;
  for (const other of state.active.values()) {
    const waits =
      other.state === 'loaded' ||
      ((other.state === 'loading' || other.state === 'starting') && !other.granted);
    if (!waits) continue;
    held += other.reservation.hold;
    step = Math.max(step, other.reservation.commit - other.reservation.hold);
  }
  if (held + step > budget) return refusal;
  return {
    admit: true,
    granted: false,
    reservation: { commit, hold, seats: state.config.seatsPerTask, alone: false },
  };
}

function refuse(reason: WaitReason): Verdict {
  return { admit: false, reason };
}
