import {
  type Bytes,
  bytes,
  extrapolateHighWater,
  highWaterModel,
  type Milliseconds,
  milliseconds,
  type Usage,
} from '@ballast/resource-model';
import { recycle } from './admission/recycle.ts';
import { onSeatHeld, reviewSeats } from './flow/claims.ts';
import { outgrow } from './flow/guard.ts';
import { closeWindow, countLoaded } from './flow/load-window.ts';
import { refreshReservations } from './flow/refresh.ts';
import { stopOverdue } from './flow/stop.ts';
import { teachEarly } from './learning/teach.ts';
import { heardFrom, mayMove, watch } from './learning/watch.ts';
import { observePolicy } from './policy/limit-policy.ts';
import type { SchedulerEvent } from './state/event.ts';
import { put } from './state/ledger.ts';
import { countSpareCores } from './state/spare-cores.ts';
import type { SchedulerState } from './state/state.ts';
import type { Step } from './state/step.ts';
import type { ActiveTask, TaskId, WorkerId } from './state/task-state.ts';

interface FromAttempt {
  readonly worker: WorkerId;
  readonly task: TaskId;
}

/** A load holds at least this share of what it will come to, and so much more than what it has read of it. */
const LEAST_HELD = 0.6;
const HELD_AHEAD = 0.25;
/** A reservation follows what was measured with so much to spare, as a share and in bytes. */
const SPARE = 1.04;
const SPARE_BYTES = 8 * 1024 * 1024;
/** Part of a load that has to be done before it tells what it will come to. */
const FOLLOW_FROM = 0.15;

/** The process of a worker is there. */
export function onWorkerStarted(
  state: SchedulerState,
  event: { worker: WorkerId; pid: number },
  step: Step,
): void {
  const worker = state.workers.get(event.worker);
  if (worker === undefined) return;
  state.workers.set(event.worker, { ...worker, pid: event.pid });
  step.commands.push({
    type: 'record',
    record: { type: 'worker-started', at: step.now, worker: event.worker, pid: event.pid },
  });
}

/** A report counts only while the worker still has that task: a stopped attempt's late words are ignored. */
function held(state: SchedulerState, event: FromAttempt): ActiveTask | null {
  const task = state.active.get(event.task);
  return task?.worker === event.worker ? task : null;
}

/** The attempt reads its input. */
export function onLoading(
  state: SchedulerState,
  event: FromAttempt & { bytesRead: number },
  step: Step,
): void {
  const task = held(state, event);
  if (task === null || (task.state !== 'starting' && task.state !== 'loading')) return;
  heardFrom(state, event.task);
  countLoaded(state, event.bytesRead - task.bytesRead);
  const { bytesRead } = event;
  if (task.state === 'loading')
    put(state, event.task, { ...task, bytesRead, silent: false, presumedLoaded: false });
  else
    put(state, event.task, {
      ...task,
      state: 'loading',
      since: step.now,
      bytesRead,
      paused: null,
      silent: false,
      presumedLoaded: false,
    });
}

/** Everything has been read: the attempt computes, or waits at the gate. */
export function onLoaded(state: SchedulerState, event: FromAttempt & { resident: Bytes }, step: Step): void {
  const task = held(state, event);
  if (task === null || (task.state !== 'loading' && task.state !== 'starting')) return;
  heardFrom(state, event.task);
  const size = state.sizes[event.task] ?? 0;
  countLoaded(state, size - task.bytesRead);
  const { worker, attempt, admitted, reservation, ran, usage, granted } = task;
  const same = { worker, attempt, admitted, reservation, ran, usage, since: step.now, bytesRead: size };
  put(
    state,
    event.task,
    granted
      ? { ...same, state: 'computing', settledIn: false, suspended: false }
      : { ...same, state: 'loaded' },
  );
  observe(state, event.task, event.resident);
  if (state.config.memoryGrowth !== 'while-loading') return;
  adjust(state, event.task, event.resident);
  teachEarly(state, event.task, event.resident);
  refreshReservations(state);
}

/** The attempt's memory is what it will be: the reservation becomes the measured amount. */
export function onSettledIn(
  state: SchedulerState,
  event: FromAttempt & { resident: Bytes },
  step: Step,
): void {
  const task = held(state, event);
  if (task?.state !== 'computing') return;
  heardFrom(state, event.task);
  onSeatHeld(state, step);
  observe(state, event.task, event.resident);
  put(state, event.task, { ...task, settledIn: true });
  adjust(state, event.task, event.resident);
  teachEarly(state, event.task, event.resident);
  refreshReservations(state);
}

function adjust(state: SchedulerState, id: TaskId, resident: Bytes): void {
  const task = state.active.get(id);
  if (task === undefined || task.reservation.alone || task.state === 'stopping') return;
  const amount = bytes(Math.max(resident, state.observed.get(id) ?? 0) * SPARE + SPARE_BYTES);
  const isSuspended = task.state === 'computing' && task.suspended;
  const hold = isSuspended ? task.reservation.hold : amount;
  put(state, id, { ...task, reservation: { ...task.reservation, commit: amount, hold } });
}

type Tick = Extract<SchedulerEvent, { type: 'tick' }>;

/** The workers were measured. */
export function onTick(state: SchedulerState, tick: Tick, step: Step): void {
  const { usages, pressure = null, own = milliseconds(0) } = tick;
  state.pressure = pressure;
  const elapsed = milliseconds(Math.max(0, step.now - state.tickedAt));
  state.tickedAt = step.now;
  countSpareCores(state, usages, { elapsed, own });
  let resident = 0;
  for (const [id, usage] of usages) {
    resident += usage.resident;
    onUsage(state, id, { usage, elapsed });
  }
  for (const [id, task] of state.active) if (mayMove(task)) addTime(state, id, { task, elapsed });
  state.policy = observePolicy(state.policy, { resident, budget: state.capacity.memory });
  closeWindow(state, step);
  stopOverdue(state, step);
  reviewSeats(state, step);
  recycle(state, step);
}

function onUsage(
  state: SchedulerState,
  id: WorkerId,
  { usage, elapsed }: { usage: Usage; elapsed: Milliseconds },
): void {
  const worker = state.workers.get(id);
  if (worker === undefined) return;
  const baseline = worker.task === null && worker.baseline === null ? usage.resident : worker.baseline;
  if (worker.task === null) state.idleMemory += usage.resident - (worker.usage?.resident ?? 0);
  state.workers.set(id, { ...worker, usage, baseline });
  if (worker.task === null) return;
  const task = state.active.get(worker.task);
  if (task === undefined || task.worker !== id || task.state === 'stopping') return;
  observe(state, worker.task, usage.resident);
  watch(state, { id: worker.task, task, before: worker.usage, usage, elapsed });
  const measured = extrapolated(state, worker.task, { ...task, usage });
  put(state, worker.task, measured);
  outgrow(state, worker.task, measured);
}

/**
 * A load that takes its memory with the bytes tells early what it will come to: its reservation follows, and it holds only
 * what it will take soon, so that others may load meanwhile; should they come to want too much at once, the guard pauses
 * them. Not where only a part of the file is kept in memory.
 */
function extrapolated(
  state: SchedulerState,
  id: TaskId,
  task: ActiveTask & { readonly usage: Usage },
): ActiveTask {
  const size = state.sizes[id] ?? 0;
  const footprint = state.footprints[id] ?? 0;
  const follows =
    state.policy.kind === 'adaptive' &&
    state.config.memoryGrowth === 'while-loading' &&
    task.state === 'loading' &&
    task.paused === null &&
    size > 0 &&
    footprint === size &&
    task.bytesRead >= FOLLOW_FROM * size &&
    !task.reservation.alone;
  if (!follows || task.state !== 'loading') return task;
  const { resident } = task.usage;
  const model = highWaterModel.predict(state.models.memory, { size: footprint });
  const baseline = state.models.memory.base;
  const amount = extrapolateHighWater({ resident, baseline, bytesRead: task.bytesRead, size, model });
  const share = Math.max(LEAST_HELD, task.bytesRead / size + HELD_AHEAD);
  const hold = bytes(Math.max(resident, Math.min(amount, share * amount)));
  return { ...task, reservation: { ...task.reservation, commit: amount, hold } };
}

function addTime(
  state: SchedulerState,
  id: TaskId,
  { task, elapsed }: { task: ActiveTask; elapsed: Milliseconds },
): void {
  const current = state.active.get(id) ?? task;
  put(state, id, { ...current, ran: milliseconds(current.ran + elapsed) });
}

function observe(state: SchedulerState, task: TaskId, resident: Bytes): void {
  const before = state.observed.get(task) ?? 0;
  if (resident > before) state.observed.set(task, resident);
}
