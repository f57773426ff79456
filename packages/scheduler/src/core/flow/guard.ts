import { type Bytes, bytes } from '@ballast/resource-model';
import { put } from '../state/ledger.ts';
import type { SchedulerState } from '../state/state.ts';
import type { Step } from '../state/step.ts';
import type { ActiveTask, TaskId } from '../state/task-state.ts';
import { isSeatAwaited } from './claims.ts';
import { stop } from './stop.ts';

type Computing = Extract<ActiveTask, { state: 'computing' }>;
type Loading = Extract<ActiveTask, { state: 'loading' }>;

/** A task that outgrows its reservation is given so much more than it is seen to hold. */
const OUTGROWN = 1.25;
/** One that took its memory while it loaded has little growth to come. */
const OUTGROWN_A_LITTLE = 1.05;

/**
 * Holds the sum of reservations within the budget when a task outgrows its own: first the loads with most growth to come
 * are paused, then such computing tasks suspended (a suspended process keeps its pages but takes no more); they go on
 * when there is room again.
 */
export function guardMemory(state: SchedulerState, step: Step): void {
  if (state.policy.kind !== 'adaptive') return;
  while (isOver(state) && holdBack(state, step));
  goOn(state, step);
}

function isOver(state: SchedulerState): boolean {
  return state.totals.hold > state.capacity.memory && state.active.size > 1;
}

/** Share of the budget above which growing tasks are watched closely. */
const CONTENDED = 0.5;

/** Whether memory may run short before the next ordinary measurement: much is reserved, and something still grows. */
export function isContended(state: SchedulerState): boolean {
  if (state.totals.hold < CONTENDED * state.capacity.memory) return false;
  for (const task of state.active.values()) {
    if (task.state === 'starting' || task.state === 'loading') return true;
    if (task.state === 'computing' && !task.settledIn) return true;
  }
  return false;
}

/** What the task's worker was last seen to hold. */
function residentOf(task: Computing | Loading): Bytes {
  return task.usage?.resident ?? bytes(0);
}

/** Raises the reservation of a task that holds more than it was given. */
export function outgrow(state: SchedulerState, id: TaskId, task: ActiveTask): void {
  if (task.state !== 'computing' && task.state !== 'loading') return;
  const resident = residentOf(task);
  if (resident <= task.reservation.hold) return;
  const isStopped = task.state === 'computing' ? task.suspended : task.paused !== null;
  const takesMore = !isStopped && (task.state === 'computing' || task.granted);
  const isThere = task.state === 'computing' && state.config.memoryGrowth === 'while-loading';
  const factor = isThere ? OUTGROWN_A_LITTLE : OUTGROWN;
  const hold = takesMore ? bytes(resident * factor) : resident;
  const commit = bytes(Math.max(task.reservation.commit, resident * factor));
  put(state, id, { ...task, reservation: { ...task.reservation, hold, commit } });
}

function holdBack(state: SchedulerState, step: Step): boolean {
  let most: { id: TaskId; task: Computing | Loading; growth: number } | null = null;
  for (const [id, task] of state.active) {
    const held =
      (task.state === 'computing' && !task.suspended) || (task.state === 'loading' && task.paused === null);
    if (!held || (task.state !== 'computing' && task.state !== 'loading')) continue;
    const growth = task.reservation.hold - residentOf(task);
    if (growth > 0 && (most === null || isRather(state, { task, growth }, most))) most = { id, task, growth };
  }
  if (most === null) return false;
  const { id, task } = most;
  const reservation = { ...task.reservation, hold: residentOf(task) };
  if (task.state === 'loading') {
    put(state, id, { ...task, paused: 'memory', reservation });
    step.commands.push({ type: 'pause', worker: task.worker });
  } else {
    put(state, id, { ...task, suspended: true, reservation });
    step.commands.push({
      type: 'record',
      record: { type: 'phase', at: step.now, task: id, phase: 'suspended' },
    });
    step.commands.push({ type: 'suspend', worker: task.worker });
  }
  return true;
}

interface Growing {
  readonly task: Computing | Loading;
  readonly growth: number;
}

/**
 * Which of two is held back. Loads that take their memory with the bytes were let in for more than there is: the newest
 * waits, so that the oldest, which is the largest, gets on. Else the one with most growth to come.
 */
function isRather({ config }: SchedulerState, one: Growing, other: Growing): boolean {
  if (config.memoryGrowth === 'after-loading') return one.growth > other.growth;
  if (one.task.state !== other.task.state) return one.task.state === 'loading';
  return one.task.state === 'loading' ? one.task.admitted >= other.task.admitted : one.growth > other.growth;
}

/** Lets paused and suspended tasks go on, the oldest first, when what they were promised fits again. */
function goOn(state: SchedulerState, step: Step): void {
  if (state.totals.heldBack === 0) return;
  for (const [id, task] of state.active) {
    const { commit, hold } = task.reservation;
    // Not by the headroom, which is never below nothing: what is held already may be more than the budget.
    const held = state.totals.hold + state.idleMemory - hold + commit;
    if (held > state.capacity.memory && state.active.size > 1) continue;
    if (task.state === 'loading' && task.paused === 'memory') {
      put(state, id, { ...task, paused: null, reservation: { ...task.reservation, hold: commit } });
      step.commands.push({ type: 'resume', worker: task.worker });
    } else if (task.state === 'computing' && task.suspended) {
      put(state, id, { ...task, suspended: false, reservation: { ...task.reservation, hold: commit } });
      step.commands.push({
        type: 'record',
        record: { type: 'phase', at: step.now, task: id, phase: 'computing' },
      });
      step.commands.push({ type: 'continue', worker: task.worker });
    }
  }
}

/**
 * Nothing can make progress and nothing will: one gives its memory back and waits anew. The newest that only waits at
 * the gate, since it loses the least; else the newest of all.
 */
export function breakStandstill(state: SchedulerState, step: Step): void {
  if (state.policy.kind !== 'adaptive' || state.active.size < 2) return;
  if (isSeatAwaited(state)) return;
  let newest: { id: TaskId; task: ActiveTask } | null = null;
  for (const [id, task] of state.active) {
    if (!standsStill(task)) return;
    const losesLess = newest === null || task.state === 'loaded' || newest.task.state !== 'loaded';
    if (losesLess) newest = { id, task };
  }
  if (newest === null) return;
  const { id, task } = newest;
  const resident = task.state === 'stopping' ? bytes(0) : (task.usage?.resident ?? bytes(0));
  state.floors.set(id, bytes(Math.max(task.reservation.commit, resident * OUTGROWN)));
  stop(state, { id, task, cause: { kind: 'memory-needed', resident } }, step);
}

function standsStill(task: ActiveTask): boolean {
  if (task.state === 'computing') return task.suspended;
  if (task.state === 'loading') return task.paused !== null;
  return task.state === 'loaded';
}
