import { type Bytes, bytes, computeTimeModel, scalabilityModel, type Usage } from '@ballast/resource-model';
import type { JournalRecord } from '../journal/record.ts';
import { rest, take, wake } from './accounts.ts';
import type { AttemptEnd, AttemptMeasures } from './event.ts';
import { countLoaded } from './load-window.ts';
import type { Outcome, ProcessEnd } from './outcome.ts';
import { refreshReservations } from './refresh.ts';
import type { SchedulerState, WorkerRecord } from './state.ts';
import type { Step } from './step.ts';
import { enqueue } from './task-queue.ts';
import type { ActiveTask, StopCause, TaskId, WorkerId } from './task-state.ts';
import { teachAtEnd } from './teach.ts';

/** The attempt ran through and said how it went; its worker is idle again. */
export function onAttemptEnded(
  state: SchedulerState,
  event: { worker: WorkerId; task: TaskId; end: AttemptEnd },
  step: Step,
): void {
  const task = state.active.get(event.task);
  if (task?.worker !== event.worker || task.state === 'stopping') return;
  const worker = state.workers.get(event.worker);
  if (worker !== undefined) {
    state.workers.set(event.worker, { ...worker, task: null, usage: restedUsage(state, worker) });
    rest(state, event.worker);
  }
  const { end } = event;
  if (task.state === 'loading' || task.state === 'starting')
    countLoaded(state, end.measures.bytesRead - task.bytesRead);
  if (end.kind === 'succeeded') learn(state, event.task, { task, measures: end.measures });
  settle(state, { id: event.task, task, outcome: ranThrough(end), measures: end.measures }, step);
  if (end.kind === 'succeeded') refreshReservations(state);
}

/** Until it is measured again, a worker that has given its memory back is taken to keep what an idle one does. */
function restedUsage({ models }: SchedulerState, { usage, baseline }: WorkerRecord): Usage | null {
  if (usage === null) return null;
  return { ...usage, resident: bytes(Math.min(usage.resident, baseline ?? models.memory.base)) };
}

function ranThrough(end: AttemptEnd): Outcome {
  if (end.kind === 'failed') return { kind: 'failed', retry: 'never', fault: end.fault };
  const { result, problems, notes, completeness } = end;
  return { kind: 'succeeded', retry: 'never', result, problems, notes, completeness };
}

/** Only completed attempts teach; the largest resident set is the worker's own word or what was seen from outside. */
function learn(
  state: SchedulerState,
  id: TaskId,
  { task, measures }: { task: ActiveTask; measures: AttemptMeasures },
): void {
  const size = state.footprints[id] ?? 0;
  // What neighbours took of the cores is not the task's own time.
  const computeTime = Math.max(0, measures.computeTime - (measures.coreWait ?? 0));
  teachAtEnd(state, id, highWaterOf(state, id, measures));
  let { compute, scalability } = state.models;
  const expected = computeTimeModel.predict(compute, { size }).expected;
  if (compute.count > 0 && computeTime > 0 && task.state === 'computing') {
    const computing = Math.max(1, state.totals.computing);
    scalability = scalabilityModel.observe(scalability, {
      computing,
      rate: (computing * expected) / computeTime,
    });
  }
  compute = computeTimeModel.observe(compute, { size, computeTime });
  state.models = { ...state.models, compute, scalability };
}

function highWaterOf(state: SchedulerState, id: TaskId, measures: AttemptMeasures | null): Bytes | null {
  const seen = Math.max(measures?.highWater ?? 0, state.observed.get(id) ?? 0);
  return seen > 0 ? bytes(seen) : null;
}

/** The process is gone; the task it had settles with the first cause that is known, or waits again. */
export function onWorkerLost(
  state: SchedulerState,
  event: { worker: WorkerId; end: ProcessEnd },
  step: Step,
): void {
  const worker = state.workers.get(event.worker);
  if (worker === undefined) return;
  wake(state, event.worker);
  state.workers.delete(event.worker);
  const { exitCode, signal } = event.end;
  step.commands.push({
    type: 'record',
    record: { type: 'worker-lost', at: step.now, worker: event.worker, exitCode, signal },
  });
  if (worker.task === null) return;
  const task = state.active.get(worker.task);
  if (task?.worker !== event.worker) return;
  const again = requeueCause(state, { id: worker.task, task }, step);
  if (again !== null) return requeue(state, { id: worker.task, cause: again }, step);
  const outcome = task.state === 'stopping' ? stopped(task.cause) : lost(state, event.end);
  settle(state, { id: worker.task, task, outcome, measures: null }, step);
}

function stopped(cause: StopCause): Outcome {
  switch (cause.kind) {
    case 'timed-out':
      return { kind: 'timed-out', retry: 'never', after: cause.after };
    case 'hung':
      return { kind: 'hung', retry: 'never', idleFor: cause.idleFor };
    case 'cancelled':
      return { kind: 'cancelled', retry: 'same-demand', cause: cause.cause };
    case 'memory-needed':
      return { kind: 'cancelled', retry: 'same-demand', cause: 'its memory was needed' };
  }
}

/** Signals that a terminal or a service manager sends to a whole group of processes. */
const GROUP_SIGNALS: ReadonlySet<string> = new Set(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK']);

/** A worker that the same signal ended as the batch is no fault of its file. */
function lost(state: SchedulerState, end: ProcessEnd): Outcome {
  const isGroupSignal = end.signal !== null && GROUP_SIGNALS.has(end.signal);
  if (state.mode.kind === 'open' || !isGroupSignal) return { kind: 'worker-lost', retry: 'never', end };
  return { kind: 'cancelled', retry: 'same-demand', cause: `its worker was ended by ${end.signal} too` };
}

type RequeueCause = Extract<JournalRecord, { type: 'requeued' }>['cause'];

/** A used worker that is lost so soon, without a word, may have been dying when it got the order. In milliseconds. */
const SOON = 250;

/** Why the task waits again instead of settling; null where it settles. */
function requeueCause(
  state: SchedulerState,
  { id, task }: { id: TaskId; task: ActiveTask },
  { now }: Step,
): RequeueCause | null {
  if (task.state === 'stopping') return task.cause.kind === 'memory-needed' ? 'memory-needed' : null;
  const isFirst = (state.attempts[id] ?? 0) < 2;
  const saidNothing = task.state === 'loading' && task.silent;
  return isFirst && saidNothing && now - task.admitted < SOON ? 'worker-was-dying' : null;
}

/** Back to the queue. */
function requeue(
  state: SchedulerState,
  { id, cause }: { id: TaskId; cause: RequeueCause },
  step: Step,
): void {
  take(state, id);
  teachAtEnd(state, id, null);
  state.observed.delete(id);
  enqueue(state.queue, id);
  state.queuedBytes += state.sizes[id] ?? 0;
  state.queuedFootprints += state.footprints[id] ?? 0;
  step.commands.push({ type: 'record', record: { type: 'requeued', at: step.now, task: id, cause } });
}

interface Settlement {
  readonly id: TaskId;
  readonly task: ActiveTask;
  readonly outcome: Outcome;
  readonly measures: AttemptMeasures | null;
}

function settle(state: SchedulerState, { id, task, outcome, measures }: Settlement, step: Step): void {
  const observedHighWater = state.observed.get(id) ?? null;
  take(state, id);
  if (outcome.kind !== 'succeeded') teachAtEnd(state, id, null);
  state.observed.delete(id);
  state.floors.delete(id);
  state.outcomes[id] = outcome;
  state.settled += 1;
  state.settledBytes += state.sizes[id] ?? 0;
  if (outcome.kind !== 'succeeded') state.failed += 1;
  step.commands.push({
    type: 'record',
    record: {
      type: 'settled',
      at: step.now,
      task: id,
      attempt: task.attempt,
      outcome,
      measures,
      reserved: task.reservation.commit,
      observedHighWater,
    },
  });
}
