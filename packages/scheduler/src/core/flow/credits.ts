import {
  type Bytes,
  bytes,
  bytesCovered,
  extrapolateHighWater,
  highWaterModel,
} from '@ballast/resource-model';
import type { LoadReport } from '../state/event.ts';
import { unreserved } from '../state/memory/headroom.ts';
import { put } from '../state/memory/ledger.ts';
import { memoryFacts } from '../state/memory/memory-facts.ts';
import type { SchedulerState } from '../state/state.ts';
import type { Step } from '../state/step.ts';
import type { ActiveTask, Reservation, TaskId } from '../state/tasks/task-state.ts';
import { growsWithBytes, NO_LIMIT, nextGrant, PIECE } from '../verdict/first-credit.ts';

type Loading = Extract<ActiveTask, { state: 'loading' }>;

/** Part of a load that has to be done before its memory can be extrapolated. */
const FOLLOW_FROM = 0.15;

/** Bytes that a load may read at first. */
export function firstCredit(state: SchedulerState, id: TaskId, { alone }: Reservation): number {
  if (alone || !growsWithBytes(state, id)) return NO_LIMIT;
  return nextGrant(state, id);
}

/**
 * The memory of a load can be extrapolated early. Its reservation then follows what was granted to it, so that others may
 * load meanwhile; `report` is of one instant.
 */
export function followLoad(state: SchedulerState, id: TaskId, report: LoadReport): void {
  const task = state.tasks.active.get(id);
  const size = state.inputs.sizes[id] ?? 0;
  const { bytesRead, resident = null } = report;
  if (task?.state !== 'loading' || task.reservation.alone || resident === null) return;
  if (!growsWithBytes(state, id) || bytesRead < FOLLOW_FROM * size) return;
  const { memory } = state.learned.models;
  const model = highWaterModel.predict(memory, memoryFacts(state, id));
  const baseline = baselineOf(state, task);
  const full = extrapolateHighWater({ resident, baseline, bytesRead, size, model });
  const cost = bytes(Math.max(resident, costOf(task, { full, size, baseline })));
  // Until a load has said that it stopped, it may have read more than it is to.
  const now = isStopping(task) ? bytes(Math.max(cost, task.reservation.now)) : cost;
  put(state, id, { ...task, isMeasured: true, reservation: { ...task.reservation, full, now } });
}

interface Cost {
  readonly full: Bytes;
  readonly size: number;
  readonly baseline: number;
}

/** Memory that the load holds once it has read all that was granted. */
function costOf({ mayRead }: Loading, { full, size, baseline }: Cost): number {
  const share = Math.min(1, mayRead / size);
  const from = Math.min(baseline, full);
  return from + (full - from) * share;
}

function baselineOf({ learned }: SchedulerState, { baseline }: Loading): number {
  return baseline ?? learned.models.memory.base;
}

/**
 * Grants further bytes, to the oldest first, as far as memory for them can be reserved. The oldest can always complete its
 * load, once what computes has ended: nobody is granted the memory that it has still to get.
 */
export function grantCredits(state: SchedulerState, step: Step): void {
  if (state.tasks.totals.credited === 0) return;
  let free = unreserved(state);
  let kept = 0;
  let isFirst = true;
  for (const [id, task] of state.tasks.active) {
    if (task.state !== 'loading' || task.mayRead === NO_LIMIT || task.paused === 'storage') continue;
    if (!growsWithBytes(state, id) || isStopping(task)) continue;
    const missing = task.reservation.full - task.reservation.now;
    const isOnly = state.tasks.active.size === 1;
    if (free < 0 && !isOnly) return;
    const most = isOnly ? missing : free - kept;
    const granted = grant(state, { id, task, most }, step);
    free -= granted;
    if (isFirst) kept = missing - granted;
    isFirst = false;
  }
}

interface Grant {
  readonly id: TaskId;
  readonly task: Loading;
  /** Memory that may be reserved for it. */
  readonly most: number;
}

/** Memory that was reserved for further bytes. */
function grant(state: SchedulerState, { id, task, most }: Grant, step: Step): number {
  const { full, now } = task.reservation;
  const size = state.inputs.sizes[id] ?? 0;
  if (!task.isMeasured) return grantUnmeasured(state, { id, task, most }, step);
  const next = bytes(Math.min(full, now + Math.max(0, most)));
  const baseline = baselineOf(state, task);
  const mayRead = next >= full ? NO_LIMIT : bytesCovered({ reserved: next, full, baseline, size });
  if (mayRead < task.mayRead + 0.99 * PIECE) return 0;
  allow(state, id, { task, mayRead, now: next }, step);
  return next - now;
}

/** Before anything was measured all of its memory is reserved, and a load whose first grant was too small gets another. */
function grantUnmeasured(state: SchedulerState, { id, task, most }: Grant, step: Step): number {
  const { full, now } = task.reservation;
  if (!task.isStopped || full - now > most) return 0;
  const size = state.inputs.sizes[id] ?? 0;
  const mayRead = task.mayRead + nextGrant(state, id);
  allow(state, id, { task, mayRead: mayRead >= size ? NO_LIMIT : mayRead, now: full }, step);
  return full - now;
}

function allow(
  state: SchedulerState,
  id: TaskId,
  { task, mayRead, now }: { readonly task: Loading; readonly mayRead: number; readonly now: Bytes },
  step: Step,
): void {
  const reservation = { ...task.reservation, now };
  put(state, id, { ...task, mayRead, paused: null, isStopped: false, reservation });
  const most = mayRead === NO_LIMIT ? null : mayRead;
  step.commands.push({ type: 'credit', worker: task.worker, task: id, bytes: most });
}

/** All of its memory is reserved, so the load may read everything. */
export function liftLimit(state: SchedulerState, id: TaskId, step: Step): void {
  const task = state.tasks.active.get(id);
  if (task?.state === 'loading')
    allow(state, id, { task, mayRead: NO_LIMIT, now: task.reservation.full }, step);
}

/** It was ordered to stop and has not said yet that it did. */
export function isStopping(task: Loading): boolean {
  return task.paused === 'memory' && !task.isStopped;
}

/** The load is to read no further: it stops after the piece that it reads, and says so. */
export function revokeCredit(state: SchedulerState, id: TaskId, step: Step): void {
  const task = state.tasks.active.get(id);
  if (task?.state !== 'loading') return;
  put(state, id, { ...task, mayRead: task.bytesRead, paused: 'memory', isStopped: false });
  step.commands.push({ type: 'credit', worker: task.worker, task: id, bytes: task.bytesRead });
}

/**
 * The load has stopped because of the limit that it was given last, or of an earlier one that let it read more: it reads
 * nothing until it is allowed more.
 */
export function stoppedBy(task: Loading, { stoppedAt }: LoadReport): boolean {
  return stoppedAt !== undefined && stoppedAt >= task.mayRead;
}
