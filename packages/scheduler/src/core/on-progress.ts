import { type Bytes, bytes } from '@ballast/resource-model';
import { onSeatHeld } from './flow/claims.ts';
import { followLoad, stoppedBy } from './flow/credits.ts';
import { countLoaded } from './flow/load-window.ts';
import { refreshReservations } from './flow/refresh.ts';
import { observeEmptyWorker, observeStart } from './learning/learn.ts';
import { teachEarly } from './learning/teach.ts';
import { observeResident, onReport } from './learning/watch.ts';
import type { LoadReport } from './state/event.ts';
import { unreserved } from './state/memory/headroom.ts';
import { put } from './state/memory/ledger.ts';
import { recordPid } from './state/memory/worker-records.ts';
import type { SchedulerState } from './state/state.ts';
import type { Step } from './state/step.ts';
import type { ActiveTask, TaskId, WorkerId } from './state/tasks/task-state.ts';

interface FromAttempt {
  readonly worker: WorkerId;
  readonly task: TaskId;
}

/** A reservation follows a measurement with this much to spare, as a factor and in bytes. */
const SPARE = 1.04;
const SPARE_BYTES = 8 * 1024 * 1024;

/** The process of a worker exists. */
export function onWorkerStarted(
  state: SchedulerState,
  { worker, pid }: { worker: WorkerId; pid: number },
  step: Step,
): void {
  if (!recordPid(state, worker, pid)) return;
  step.commands.push({ type: 'record', record: { type: 'worker-started', at: step.now, worker, pid } });
}

/** The task that a report is about; null if its worker no longer has it: late reports of a stopped attempt are ignored. */
function reported(state: SchedulerState, event: FromAttempt): ActiveTask | null {
  const task = state.tasks.active.get(event.task);
  return task?.worker === event.worker ? task : null;
}

/** The attempt reads its input. */
export function onLoading(state: SchedulerState, event: FromAttempt & LoadReport, step: Step): void {
  const task = reported(state, event);
  if (task?.state === 'computing') return onReport(state, event.task);
  if (task === null || (task.state !== 'starting' && task.state !== 'loading')) return;
  onReport(state, event.task);
  countLoaded(state, event.bytesRead - task.bytesRead);
  const isFirst = event.bytesRead === 0 && event.resident !== undefined;
  if (isFirst && task.state === 'starting') observeEmptyWorker(state, event.resident ?? bytes(0));
  if (event.startCpu !== undefined && task.state === 'starting') observeStart(state, event.startCpu);
  const baseline = isFirst ? (event.resident ?? null) : task.baseline;
  const progress = { bytesRead: event.bytesRead, baseline, silent: false, presumedLoaded: false };
  if (task.state === 'loading') stopIfShort(state, event, { task: { ...task, ...progress }, step });
  else {
    const unseen = { paused: null, isStopped: false, isMeasured: false } as const;
    put(state, event.task, { ...task, ...progress, ...unseen, state: 'loading', since: step.now });
  }
  followLoad(state, event.task, event);
}

/** A load that has stopped for lack of memory takes no more of it: its reservation is what it holds. */
function stopIfShort(
  state: SchedulerState,
  event: FromAttempt & LoadReport,
  { task, step }: { readonly task: Extract<ActiveTask, { state: 'loading' }>; readonly step: Step },
): void {
  if (!stoppedBy(task, event)) return put(state, event.task, task);
  // One cause to wait at a time: the credit that it gets is its permission to go on.
  if (task.paused === 'storage')
    step.commands.push({ type: 'resume', worker: task.worker, task: event.task });
  const { reservation } = task;
  const isHeldBack = task.isMeasured || task.paused === 'memory';
  const isKnown = isHeldBack && event.resident !== undefined;
  const now = isKnown ? bytes(Math.min(reservation.full, event.resident ?? 0)) : reservation.now;
  const stopped = { paused: 'memory', isStopped: true, reservation: { ...reservation, now } } as const;
  put(state, event.task, { ...task, ...stopped });
}

/** Everything has been read: the attempt computes, or waits at the gate. */
export function onLoaded(state: SchedulerState, event: FromAttempt & { resident: Bytes }, step: Step): void {
  const task = reported(state, event);
  if (task === null || (task.state !== 'loading' && task.state !== 'starting')) return;
  onReport(state, event.task);
  const size = state.inputs.sizes[event.task] ?? 0;
  countLoaded(state, size - task.bytesRead);
  const { worker, attempt, admitted, kept, recorded, ran, usage, granted } = task;
  const isPaused = task.state === 'loading' && task.paused === 'memory';
  // It read its last piece before the order to stop arrived, and now takes all of its memory.
  const reservation =
    isPaused && granted ? { ...task.reservation, now: task.reservation.full } : task.reservation;
  const held = { worker, attempt, admitted, reservation, kept, recorded, ran };
  const same = { ...held, usage, since: step.now, bytesRead: size };
  if (granted) put(state, event.task, { ...same, state: 'computing', settledIn: false, suspended: false });
  else put(state, event.task, { ...same, state: 'loaded' });
  observeResident(state, event.task, event.resident);
  if (state.config.memoryGrowth === 'while-loading') useMeasured(state, event.task, event.resident);
}

/** The attempt's memory grows no more: the reservation becomes the measured amount. */
export function onSettledIn(
  state: SchedulerState,
  event: FromAttempt & { resident: Bytes },
  step: Step,
): void {
  const task = reported(state, event);
  if (task?.state !== 'computing') return;
  onReport(state, event.task);
  onSeatHeld(state, step);
  observeResident(state, event.task, event.resident);
  put(state, event.task, { ...task, settledIn: true });
  useMeasured(state, event.task, event.resident);
}

/** The task holds all its memory: its reservation follows, the model learns from it, and other reservations with the model. */
function useMeasured(state: SchedulerState, id: TaskId, resident: Bytes): void {
  reserveMeasured(state, id, resident);
  teachEarly(state, id, resident);
  refreshReservations(state);
}

function reserveMeasured(state: SchedulerState, id: TaskId, resident: Bytes): void {
  const task = state.tasks.active.get(id);
  if (task === undefined || task.reservation.alone || task.state === 'stopping') return;
  const seen = Math.max(resident, state.measured.highWater.get(id) ?? 0);
  // What is spare must not be taken from others.
  const free = Math.max(0, unreserved(state) + task.reservation.now);
  // It covers those that follow as well.
  const least = state.tasks.followers.has(task.worker) ? task.reservation.full : 0;
  const full = bytes(Math.max(least, seen, Math.min(seen * SPARE + SPARE_BYTES, free)));
  const isSuspended = task.state === 'computing' && task.suspended;
  const now = isSuspended ? task.reservation.now : full;
  put(state, id, { ...task, reservation: { ...task.reservation, full, now } });
}
