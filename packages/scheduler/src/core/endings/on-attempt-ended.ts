import { bytes, type Usage } from '@ballast/resource-model';
import { onSeatDenied, onSeatHeld } from '../flow/claims.ts';
import { countLoaded } from '../flow/load-window.ts';
import { refreshReservations } from '../flow/refresh.ts';
import { learn } from '../learning/learn.ts';
import type { AttemptEnd } from '../state/event.ts';
import { rest, wake } from '../state/ledger.ts';
import type { Outcome, ProcessEnd, RequeueCause } from '../state/outcome.ts';
import type { SchedulerState, WorkerRecord } from '../state/state.ts';
import type { Step } from '../state/step.ts';
import type { ActiveTask, TaskId, WorkerId } from '../state/task-state.ts';
import { lost, stopped } from './process-ends.ts';
import { evidenceOf, sendBack } from './requeue.ts';
import { fail, settle } from './settle.ts';
import { OUTPUT_FAULTS, onStorageFault } from './storage-fault.ts';

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
  // It had ended when it was suspended: the process would never hear of its next task.
  if (task.state === 'computing' && task.suspended) {
    step.commands.push({ type: 'continue', worker: event.worker });
  }
  const { end } = event;
  if (task.state === 'loading' || task.state === 'starting')
    countLoaded(state, end.measures.bytesRead - task.bytesRead);
  if (end.kind === 'failed') return onFault(state, { id: event.task, task, end }, step);
  onSeatHeld(state, step);
  learn(state, event.task, { task, measures: end.measures });
  settle(state, { id: event.task, task, outcome: succeeded(end), measures: end.measures }, step);
  refreshReservations(state);
}

type Failed = Extract<AttemptEnd, { kind: 'failed' }>;

/** What the bridge to a licensed library says when there was no seat, at whatever call. */
const SEAT_DENIED = 'SEAT_DENIED';

/** Faults that say nothing of the task send it back; the others are its own. */
function onFault(
  state: SchedulerState,
  { id, task, end }: { id: TaskId; task: ActiveTask; end: Failed },
  step: Step,
): void {
  const { fault, measures } = end;
  if (fault.code === SEAT_DENIED) {
    sendBack(state, { id, task, cause: 'seat-denied' }, step);
    return onSeatDenied(state, { task: id, attempt: task.attempt }, step);
  }
  if (OUTPUT_FAULTS.has(fault.code)) {
    sendBack(state, { id, task, cause: 'output-failed', evidence: evidenceOf(state, id, null) }, step);
    return onStorageFault(state, { message: fault.message }, step);
  }
  fail(state, { id, task, outcome: { kind: 'failed', retry: 'never', fault }, measures, end: null }, step);
}

/** Until it is measured again, a worker that has given its memory back is taken to keep what an idle one does. */
function restedUsage({ models }: SchedulerState, { usage, baseline }: WorkerRecord): Usage | null {
  if (usage === null) return null;
  return { ...usage, resident: bytes(Math.min(usage.resident, baseline ?? models.memory.base)) };
}

function succeeded(end: Exclude<AttemptEnd, Failed>): Outcome {
  const { result, problems, notes, completeness } = end;
  return { kind: 'succeeded', retry: 'never', result, problems, notes, completeness };
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
  recordLoss(event, step);
  if (worker.task === null) return;
  const task = state.active.get(worker.task);
  if (task?.worker !== event.worker) return;
  const id = worker.task;
  const blameless = requeueCause(state, { id, task }, step);
  if (blameless !== null) return sendBack(state, { id, task, cause: blameless }, step);
  const outcome = task.state === 'stopping' ? stopped(task.cause) : lost(state, id, event.end);
  fail(state, { id, task, outcome, measures: null, end: event.end }, step);
}

function recordLoss({ worker, end }: { worker: WorkerId; end: ProcessEnd }, { now, commands }: Step): void {
  const { exitCode, signal, proof = null, log = null } = end;
  commands.push({
    type: 'record',
    record: {
      type: 'worker-lost',
      at: now,
      worker,
      exitCode,
      signal,
      ...(proof === null ? {} : { proof }),
      ...(log === null ? {} : { log }),
    },
  });
}

/** A used worker that is lost so soon, without a word, may have been dying when it got the order. In milliseconds. */
const SOON = 250;

/** Why the end of its worker says nothing of the task; null where it does. */
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
