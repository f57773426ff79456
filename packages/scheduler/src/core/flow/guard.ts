import { type Bytes, bytes, type Usage } from '@ballast/resource-model';
import { unreserved } from '../state/memory/headroom.ts';
import { put } from '../state/memory/ledger.ts';
import type { SchedulerState } from '../state/state.ts';
import type { Step } from '../state/step.ts';
import type { ActiveTask, TaskId } from '../state/tasks/task-state.ts';
import { isHeldBack } from '../verdict/backfill.ts';
import { growsWithBytes } from '../verdict/first-credit.ts';
import { isSeatAwaited } from '../verdict/seats.ts';
import { isStopping, liftLimit, revokeCredit } from './credits.ts';
import { stop } from './stop.ts';

type Computing = Extract<ActiveTask, { state: 'computing' }>;
type Loading = Extract<ActiveTask, { state: 'loading' }>;
/** Its worker holds memory for it. */
type Held = Exclude<ActiveTask, { state: 'stopping' }>;

/** A task that outgrows its reservation gets this many times what it is seen to hold. */
const OUTGROWN = 1.25;

/**
 * Keeps the sum of reservations within the budget when a task outgrows its own: those that would take more are held back.
 * Loads stop between two pieces; computing tasks are suspended, whose processes keep their pages but take no more. What
 * holds all its memory already is left alone: to stop it would release nothing. They resume when their memory fits again.
 */
export function guardMemory(state: SchedulerState, step: Step): void {
  if (state.limits.policy.kind !== 'adaptive') return;
  let over = state.tasks.active.size > 1 ? overBudget(state) : 0;
  while (over > 0) {
    const released = holdBack(state, step);
    if (released === 0) break;
    over -= released;
  }
  resumeHeldBack(state, step);
}

/** Bytes by which reservations exceed the budget, once those that were ordered to stop have done so. */
function overBudget({ machine, tasks }: SchedulerState): number {
  let over = tasks.totals.reserved - machine.capacity.memory;
  if (over <= 0 || tasks.totals.heldBack === 0) return over;
  for (const task of tasks.active.values()) {
    if (task.state === 'loading' && isStopping(task))
      over -= Math.max(0, task.reservation.now - residentOf(task));
  }
  return over;
}

/** Share of the budget above which growing tasks are measured more often. */
const CONTENDED = 0.5;

/** Whether memory may run short before the next ordinary measurement: much is reserved, and something still grows. */
export function isContended({ machine, tasks }: SchedulerState): boolean {
  if (tasks.totals.reserved < CONTENDED * machine.capacity.memory) return false;
  for (const task of tasks.active.values()) {
    if (task.state === 'starting' || task.state === 'loading') return true;
    if (task.state === 'computing' && !task.settledIn) return true;
  }
  return false;
}

/** What the task's worker was last seen to hold. */
function residentOf(task: Held): Bytes {
  return task.usage?.resident ?? bytes(0);
}

export interface Grown {
  readonly id: TaskId;
  readonly task: ActiveTask;
  /** The measurement before the last; null if there was none. */
  readonly before: Usage | null;
}

/**
 * Raises the reservation of a task that holds more than it has reserved, or that will at the next measurement if it grows
 * as it did since the last: to raise it afterwards would be too late.
 */
export function outgrow(state: SchedulerState, { id, task, before }: Grown): void {
  if (task.state === 'stopping') return;
  const resident = residentOf(task);
  const { reservation } = task;
  const step = isGrowing(state, task) ? Math.max(0, resident - (before?.resident ?? resident)) : 0;
  const soon = bytes(resident + step);
  if (soon <= reservation.now) return;
  const full = bytes(Math.max(reservation.full, resident > reservation.full ? resident * OUTGROWN : soon));
  const now = isGrowing(state, task) ? bytes(Math.max(soon, Math.min(full, resident * OUTGROWN))) : soon;
  put(state, id, { ...task, reservation: { ...reservation, now, full } });
}

/** Whether the task takes memory now. */
function isGrowing(state: SchedulerState, task: Held): boolean {
  if (task.state === 'loading') return task.paused === null && task.granted;
  if (task.state !== 'computing') return false;
  return !task.suspended && !task.settledIn && state.config.memoryGrowth !== 'while-loading';
}

/** Holds one task back; what that releases, 0 if there is none to hold back. */
function holdBack(state: SchedulerState, step: Step): number {
  let most: { id: TaskId; task: Computing | Loading; growth: number } | null = null;
  for (const [id, task] of state.tasks.active) {
    if (task.state !== 'computing' && task.state !== 'loading') continue;
    const runs = task.state === 'computing' ? isGrowing(state, task) : task.paused === null;
    if (!runs) continue;
    const growth = task.reservation.now - residentOf(task);
    if (growth > 0 && (most === null || isRather(state, { task, growth }, most))) most = { id, task, growth };
  }
  if (most === null) return 0;
  const { id, task, growth } = most;
  if (task.state === 'loading') {
    revokeCredit(state, id, step);
    return growth;
  }
  const reservation = { ...task.reservation, now: residentOf(task) };
  put(state, id, { ...task, suspended: true, reservation });
  step.commands.push({
    type: 'record',
    record: { type: 'phase', at: step.now, task: id, phase: 'suspended' },
  });
  step.commands.push({ type: 'suspend', worker: task.worker });
  return growth;
}

interface Growing {
  readonly task: Computing | Loading;
  readonly growth: number;
}

/**
 * Which of two is held back. Loads whose memory grows with the bytes are admitted for more than the budget: the newest
 * waits, so that the oldest, which is the largest, gets on. Otherwise the one that has still to grow most waits.
 */
function isRather({ config }: SchedulerState, one: Growing, other: Growing): boolean {
  if (config.memoryGrowth !== 'while-loading') return one.growth > other.growth;
  if (one.task.state !== other.task.state) return one.task.state === 'loading';
  return one.task.state === 'loading' ? one.task.admitted >= other.task.admitted : one.growth > other.growth;
}

/** Resumes paused and suspended tasks, the oldest first, when their full reservation fits again. */
function resumeHeldBack(state: SchedulerState, step: Step): void {
  const { active, totals } = state.tasks;
  if (totals.heldBack === 0) return;
  for (const [id, task] of active) {
    if (!isHeldBack(task)) continue;
    // Not by the headroom, which is never negative: reservations may be above the budget already.
    const reserved =
      totals.reserved + state.workers.idleMemory - task.reservation.now + task.reservation.full;
    if (reserved > state.machine.capacity.memory && active.size > 1) continue;
    if (task.state === 'loading') {
      if (!growsWithBytes(state, id)) liftLimit(state, id, step);
    } else if (task.state === 'computing') {
      const reservation = { ...task.reservation, now: task.reservation.full };
      put(state, id, { ...task, suspended: false, reservation });
      step.commands.push({
        type: 'record',
        record: { type: 'phase', at: step.now, task: id, phase: 'computing' },
      });
      step.commands.push({ type: 'continue', worker: task.worker });
    }
  }
}

/**
 * If no task can make progress and none will, one releases its memory and waits again: one that has not computed yet if that
 * is enough for another to go on, since it loses the least; else one that has; the newest of either.
 */
export function breakStandstill(state: SchedulerState, step: Step): void {
  const { active } = state.tasks;
  if (state.limits.policy.kind !== 'adaptive' || active.size < 2) return;
  if (isSeatAwaited(state)) return;
  const all = [...active];
  if (!all.every(([, task]) => standsStill(state, task))) return;
  const least = leastMissing(state);
  const isEnough = (task: ActiveTask): boolean => task.reservation.now >= least;
  const newest =
    all.findLast(([, task]) => task.state !== 'computing' && isEnough(task)) ??
    all.findLast(([, task]) => task.state === 'computing') ??
    all.at(-1);
  if (newest === undefined || newest[1].state === 'stopping') return;
  const [id, task] = newest;
  const floor = bytes(Math.max(task.reservation.full, residentOf(task) * OUTGROWN));
  stop(state, { id, task, cause: { kind: 'memory-needed', floor } }, step);
}

/** Bytes that have to be released before one of the suspended tasks can go on; 0 if none is suspended. */
function leastMissing(state: SchedulerState): number {
  let least = Number.POSITIVE_INFINITY;
  for (const task of state.tasks.active.values()) {
    if (task.state === 'computing' && task.suspended)
      least = Math.min(least, task.reservation.full - task.reservation.now);
  }
  return least === Number.POSITIVE_INFINITY ? 0 : least - unreserved(state);
}

/** A load ahead of the gate goes on, but releases nothing at its end: suspended tasks would wait for it in vain. */
function standsStill({ tasks, config }: SchedulerState, task: ActiveTask): boolean {
  switch (task.state) {
    case 'computing':
      return task.suspended;
    case 'loaded':
      return true;
    case 'stopping':
      return false;
    case 'starting':
    case 'loading': {
      const isPaused = task.state === 'loading' && task.paused !== null && !isStopping(task);
      const isInVain = config.memoryGrowth === 'after-loading' && !task.granted && tasks.totals.heldBack > 0;
      return isPaused || isInVain;
    }
  }
}
