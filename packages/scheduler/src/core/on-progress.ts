import { type Bytes, bytes } from '@ballast/resource-model';
import { onSeatHeld } from './flow/claims.ts';
import { countLoaded } from './flow/load-window.ts';
import { refreshReservations } from './flow/refresh.ts';
import { teachEarly } from './learning/teach.ts';
import { observeResident, onReport } from './learning/watch.ts';
import { put } from './state/ledger.ts';
import type { SchedulerState } from './state/state.ts';
import type { Step } from './state/step.ts';
import type { ActiveTask, TaskId, WorkerId } from './state/task-state.ts';
import { recordPid } from './state/worker-records.ts';

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
export function onLoading(
  state: SchedulerState,
  event: FromAttempt & { bytesRead: number },
  step: Step,
): void {
  const task = reported(state, event);
  if (task === null || (task.state !== 'starting' && task.state !== 'loading')) return;
  onReport(state, event.task);
  countLoaded(state, event.bytesRead - task.bytesRead);
  const progress = { bytesRead: event.bytesRead, silent: false, presumedLoaded: false };
  if (task.state === 'loading') put(state, event.task, { ...task, ...progress });
  else put(state, event.task, { ...task, ...progress, state: 'loading', since: step.now, paused: null });
}

/** Everything has been read: the attempt computes, or waits at the gate. */
export function onLoaded(state: SchedulerState, event: FromAttempt & { resident: Bytes }, step: Step): void {
  const task = reported(state, event);
  if (task === null || (task.state !== 'loading' && task.state !== 'starting')) return;
  onReport(state, event.task);
  const size = state.inputs.sizes[event.task] ?? 0;
  countLoaded(state, size - task.bytesRead);
  const { worker, attempt, admitted, reservation, ran, usage, granted } = task;
  const same = { worker, attempt, admitted, reservation, ran, usage, since: step.now, bytesRead: size };
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
  const full = bytes(seen * SPARE + SPARE_BYTES);
  const isSuspended = task.state === 'computing' && task.suspended;
  const now = isSuspended ? task.reservation.now : full;
  put(state, id, { ...task, reservation: { ...task.reservation, full, now } });
}
