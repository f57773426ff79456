import { type Bytes, bytes, computeTimeModel } from '@ballast/resource-model';
import { policyLimit } from '../policy/limit-policy.ts';
import { FEW_STARTS, paysToStart, startCost, unusedCores } from '../state/cores/spare-cores.ts';
import { headroomToStart } from '../state/memory/headroom.ts';
import { predictMemory } from '../state/memory/models.ts';
import type { SchedulerState } from '../state/state.ts';
import type { Reservation, TaskId } from '../state/tasks/task-state.ts';
import type { WaitReason } from '../state/tasks/wait-reason.ts';
import { computeTime, ownLoadTime } from './backfill.ts';
import { isUngranted, mayTakeAhead } from './claims-ahead.ts';
import { COLD_SHARE, demandOf, isCold, isProbing } from './demand.ts';
import { costOfFirstGrant, growsWithBytes } from './first-credit.ts';
import { largerNodeRefusal } from './larger-node.ts';
import { corePermits, isGateFull, loadPermits, readyAhead } from './permits.ts';
import { isWaitingForSeats, seatRefusal } from './seats.ts';

/** Whether a task may start: what it may hold and whether it may compute as soon as it is loaded, or the reason to wait. */
export type Admission =
  | { readonly admit: true; readonly reservation: Reservation; readonly granted: boolean }
  | { readonly admit: false; readonly reason: WaitReason };

/** Nothing is admitted while the machine stalls for lack of memory for more than this share of time. */
const MOST_PRESSURE = 0.01;

/** Whether this task may start now. The same values serve the decision and its explanation. */
export function mayStart(state: SchedulerState, task: TaskId): Admission {
  const reason = batchRefusal(state);
  return reason === null ? memoryAdmission(state, task) : refuse(reason);
}

/** Whether a task that has to run alone may start now. */
export function mayStartAlone(state: SchedulerState, task: TaskId): Admission {
  const reason = batchRefusal(state);
  if (reason !== null) return refuse(reason);
  if (state.tasks.active.size > 0 || state.tasks.queue.length > 0) return refuse({ kind: 'after-others' });
  return atOnce(state, demandOf(state, task), { alone: true, granted: true });
}

/** Why nothing at all may start now; null if only the task itself decides. */
export function batchRefusal(state: SchedulerState): WaitReason | null {
  const reason = stopRefusal(state) ?? seatsRefusal(state) ?? limitRefusal(state);
  if (reason !== null || state.limits.policy.kind !== 'adaptive') return reason;
  return startRefusal(state) ?? phaseRefusal(state);
}

function stopRefusal(state: SchedulerState): WaitReason | null {
  const {
    lifecycle: { mode, paused },
    machine,
    tasks,
  } = state;
  if (mode.kind !== 'open')
    return { kind: 'draining', cause: mode.kind === 'ended' ? 'the batch has ended' : mode.cause };
  if (paused !== null) return { kind: 'draining', cause: paused };
  if (state.config.onlyFollows === true) return { kind: 'other-nodes' };
  const alone = tasks.aside.inFlight;
  if (alone !== null) return { kind: 'runs-alone', task: alone };
  const { pressure } = machine;
  if (pressure !== null && pressure > MOST_PRESSURE && tasks.active.size > 0)
    return { kind: 'pressure', stalled: pressure };
  return null;
}

function seatsRefusal(state: SchedulerState): WaitReason | null {
  const { config, limits, machine, tasks } = state;
  const { seats } = machine.capacity;
  const held = tasks.totals.seats;
  if (held + config.seatsPerTask > seats) return { kind: 'seats', seats, held };
  // Ahead of the gate a task needs no seat; but nothing is loaded while no seat is available at all.
  const isNeeded = limits.policy.kind !== 'adaptive' || tasks.active.size === 0 || isWaitingForSeats(state);
  return isNeeded ? seatRefusal(state) : null;
}

function limitRefusal({ config, limits, tasks }: SchedulerState): WaitReason | null {
  const inFlight = tasks.active.size;
  const most = config.workers === 'auto' ? Number.POSITIVE_INFINITY : config.workers;
  const limit = Math.min(policyLimit(limits.policy, inFlight), most);
  return inFlight >= limit ? { kind: 'limit', limit, inFlight } : null;
}

function startRefusal(state: SchedulerState): WaitReason | null {
  const { machine, tasks, workers } = state;
  if (workers.idle.length > 0) return null;
  const { starting } = tasks.totals;
  if (starting >= startsAtATime(state) || !isWorthAStart(state)) return { kind: 'worker-start', starting };
  if (paysToStart(state)) return null;
  return { kind: 'cores-in-use', workers: workers.records.size, cores: machine.capacity.corePermits };
}

/** Processes that may be starting at a time: each takes a core now, and a load permit next. */
function startsAtATime(state: SchedulerState): number {
  const free = Math.min(unusedCores(state), loadPermits(state) - state.tasks.totals.loading);
  return Math.max(FEW_STARTS, free);
}

/**
 * Whether the work that waits takes longer on the existing workers than it takes to start another one. If none of them has
 * become idle for as long as a start takes, they are busy with something else than was predicted.
 */
function isWorthAStart(state: SchedulerState): boolean {
  const { tasks, workers, learned } = state;
  const { compute } = learned.models;
  if (compute.count === 0 || workers.records.size === 0 || tasks.active.size === 0) return true;
  if (busySince(state) <= state.clock.eventAt - startCost(state)) return true;
  const size = tasks.queuedBytes / Math.max(1, tasks.queue.length);
  const mean = computeTimeModel.predict(compute, { size }).expected;
  return (mean * tasks.queue.length) / workers.records.size > startCost(state);
}

/** When the last of the attempts in flight was admitted. */
function busySince({ tasks }: SchedulerState): number {
  let last = 0;
  for (const { admitted } of tasks.active.values()) last = Math.max(last, admitted);
  return last;
}

/** Too many load already, or too many wait at the gate. */
function phaseRefusal(state: SchedulerState): WaitReason | null {
  const { loading, atGate } = state.tasks.totals;
  const permits = loadPermits(state);
  if (loading >= permits) return { kind: 'load-permits', permits, loading };
  if (!isGateFull(state) || mayCompute(state)) return null;
  return seatRefusal(state) ?? { kind: 'gate', waiting: atGate, permits: corePermits(state) };
}

function memoryAdmission(state: SchedulerState, task: TaskId): Admission {
  const { active, totals } = state.tasks;
  const needed = demandOf(state, task);
  if (state.limits.policy.kind !== 'adaptive') return atOnce(state, needed, { alone: false, granted: true });
  const budget = state.machine.capacity.memory;
  const larger = largerNodeRefusal(state, task);
  if (larger !== null) return refuse(larger);
  if (active.size === 0) return atOnce(state, needed, { alone: needed > budget, granted: true });
  if (needed > budget) return refuse({ kind: 'over-budget', needed, budget, inFlight: active.size });
  const headroom = headroomToStart(state);
  if (isProbing(state) && growsWithBytes(state, task))
    return creditAdmission(state, task, { needed, headroom });
  const isEarly = isCold(state) && totals.reserved + needed > COLD_SHARE * budget;
  if (needed <= headroom && !isEarly && mayHoldAtOnce(state, { task, needed })) {
    const granted = mayCompute(state) || isBrief(state, task);
    if (!granted && !mayTakeAhead(state, { task, needed })) return refuse({ kind: 'other-nodes' });
    return atOnce(state, needed, { alone: false, granted });
  }
  if (needed > headroom && isShortLoad(state, task)) return memoryRefusal(state, { needed, headroom });
  return prefetchAdmission(state, task, { needed, headroom });
}

/** All of its memory is reserved from the beginning. */
function atOnce(
  { config }: SchedulerState,
  needed: Bytes,
  { alone, granted }: { readonly alone: boolean; readonly granted: boolean },
): Admission {
  const reservation = { full: needed, now: needed, seats: config.seatsPerTask, alone };
  return { admit: true, granted, reservation };
}

interface Ask {
  readonly needed: Bytes;
  readonly headroom: Bytes;
}

function memoryRefusal({ machine }: SchedulerState, { needed, headroom }: Ask): Admission {
  return refuse({ kind: 'memory', needed, headroom, budget: machine.capacity.memory });
}

/** A task without a load of its own has nothing to do ahead of the gate. */
function noCore(state: SchedulerState): Admission {
  return refuse({ kind: 'gate', waiting: state.tasks.totals.atGate, permits: corePermits(state) });
}

/** A core that no task has been granted. */
function isCoreIdle(state: SchedulerState): boolean {
  const { computing, granted } = state.tasks.totals;
  return computing + granted < corePermits(state);
}

/** One more may pass the gate: a core is idle, and a licence seat may be claimed. */
function mayCompute(state: SchedulerState): boolean {
  return isCoreIdle(state) && seatRefusal(state) === null;
}

/** A load so short that the memory for computing may as well be reserved from its start: this share of computing, */
const SHORT_SHARE = 0.2;
/** or this many bytes. */
const SHORT_LOAD = 16 * 1024 * 1024;
/** Share of the budget up to which memory is plentiful: what is reserved early keeps nobody waiting. */
const PLENTY = 0.5;

/**
 * Whether all of its memory may be reserved from the beginning: it comes with the bytes anyway, or reserving it early keeps
 * nobody waiting and saves the stop at the gate.
 */
function mayHoldAtOnce(state: SchedulerState, { task, needed }: { task: TaskId; needed: Bytes }): boolean {
  if (state.config.memoryGrowth === 'while-loading') return true;
  if (!mayCompute(state)) return false;
  if (state.config.memoryGrowth === 'while-computing') return true;
  if ((state.inputs.sizes[task] ?? 0) <= SHORT_LOAD || isShortLoad(state, task)) return true;
  return state.tasks.totals.reserved + needed <= PLENTY * state.machine.capacity.memory;
}

/** Longest time of a brief task from its start to its end, in milliseconds. */
const BRIEF = 20;

/** Whether a task will be over before it pays to have it ask for a core: the answer would cost as much as the work. */
export function isBrief(state: SchedulerState, task: TaskId): boolean {
  // A program of the user's own has no load apart from the rest.
  const load = state.config.memoryGrowth === 'while-computing' ? 0 : ownLoadTime(state, task);
  const isKnown = load !== null && state.learned.models.compute.count > 0;
  return isKnown && load + computeTime(state, task) <= BRIEF && seatRefusal(state) === null;
}

/** Whether hardly anything is gained by loading ahead. */
function isShortLoad(state: SchedulerState, task: TaskId): boolean {
  const load = ownLoadTime(state, task);
  const isKnown = load !== null && state.learned.models.compute.count > 0;
  return isKnown && load <= SHORT_SHARE * computeTime(state, task);
}

/**
 * Loading ahead of the gate, which is safe if the memory comes only afterwards (the system can take back the page cache that a
 * load fills): what all ungranted tasks have reserved and the largest growth that one of them still needs must fit together,
 * so that one of them can always go on (banker's algorithm).
 */
function prefetchAdmission(state: SchedulerState, task: TaskId, ask: Ask): Admission {
  const { needed, headroom } = ask;
  const refusal = memoryRefusal(state, ask);
  if (state.config.memoryGrowth === 'while-loading') return refusal;
  if (state.config.memoryGrowth === 'while-computing') return isCoreIdle(state) ? refusal : noCore(state);
  if (!mayTakeAhead(state, { task, needed }))
    return needed > headroom ? refusal : refuse({ kind: 'other-nodes' });
  // A task that fits now will pass those that wait at the gate for more memory than there is.
  const mayPass =
    needed <= headroom && state.tasks.totals.ungranted < 2 * corePermits(state) + readyAhead(state);
  if (isGateFull(state) && !mayPass) return refusal;
  const { expected } = predictMemory(state.learned.models, { size: 0 });
  const now = bytes(Math.min(needed, Math.max(expected, state.learned.emptyWorker)));
  if (now > headroom || headroom === 0) return refusal;
  let reserved = now as number;
  let growth = needed - now;
  for (const other of state.tasks.active.values()) {
    if (!isUngranted(other)) continue;
    reserved += other.reservation.now;
    growth = Math.max(growth, other.reservation.full - other.reservation.now);
  }
  if (reserved + growth > state.machine.capacity.memory) return refusal;
  const { seatsPerTask: seats } = state.config;
  return { admit: true, granted: false, reservation: { full: needed, now, seats, alone: false } };
}

/**
 * Beside the first probe a load that can be stopped between two pieces holds only what its first bytes need, and more as it
 * is measured: a first guess that is far too large would have all others wait for memory that nobody uses. Safe if, one
 * after the other, each can get what it still needs once those before it have released theirs (banker's algorithm).
 */
function creditAdmission(state: SchedulerState, task: TaskId, { needed, headroom }: Ask): Admission {
  const now = costOfFirstGrant(state, task, needed);
  const refusal = memoryRefusal(state, { needed, headroom });
  if (now > headroom) return refusal;
  let available = headroom - now;
  for (const { reservation } of state.tasks.active.values()) {
    if (reservation.full - reservation.now > available) return refusal;
    available += reservation.now;
  }
  if (needed - now > available) return refusal;
  const { seatsPerTask: seats } = state.config;
  const granted = mayCompute(state);
  return { admit: true, granted, reservation: { full: needed, now, seats, alone: false } };
}

function refuse(reason: WaitReason): Admission {
  return { admit: false, reason };
}
