import { highWaterSeen } from '../learning/watch.ts';
import { draft } from '../state/draft.ts';
import { memoryFacts } from '../state/memory/memory-facts.ts';
import { predictMemory } from '../state/memory/models.ts';
import { forgetWorker } from '../state/memory/worker-records.ts';
import type { SchedulerState } from '../state/state.ts';
import type { Step } from '../state/step.ts';
import { noFailures } from '../state/tasks/failures.ts';
import { takeFollowers } from '../state/tasks/followers.ts';
import type { ProcessEnd } from '../state/tasks/outcome.ts';
import type { ActiveTask, TaskId, WorkerId } from '../state/tasks/task-state.ts';
import { fail } from './fail.ts';
import { lost, stopped } from './process-ends.ts';
import { evidenceOf, requeue, requeueFollowers } from './requeue.ts';

/** The process is gone; the task it had settles with the first known cause, or waits again. */
export function onWorkerLost(
  state: SchedulerState,
  event: { worker: WorkerId; end: ProcessEnd },
  step: Step,
): void {
  const worker = state.workers.records.get(event.worker);
  if (worker === undefined) return;
  forgetWorker(state, event.worker);
  recordLoss(event, step);
  if (worker.task === null) return;
  const task = state.tasks.active.get(worker.task);
  if (task?.worker !== event.worker) return;
  const id = worker.task;
  const followers = takeFollowers(state, event.worker);
  endLost(state, { id, task, end: event.end, hasFollowers: followers.length > 0 }, step);
  requeueFollowers(state, { followers, cause: 'one-of-several' }, step);
}

interface Lost {
  readonly id: TaskId;
  readonly task: ActiveTask;
  readonly end: ProcessEnd;
  /** Its worker had further tasks. */
  readonly hasFollowers: boolean;
}

function endLost(state: SchedulerState, { id, task, end, hasFollowers }: Lost, step: Step): void {
  if (task.state === 'stopping' && task.cause.kind === 'memory-needed') {
    draft(state, 'failures').floors.set(id, task.cause.floor);
    return requeue(state, { id, task, cause: 'memory-needed' }, step);
  }
  if (wasDying(state, { id, task }, step))
    return requeue(state, { id, task, cause: 'worker-was-dying' }, step);
  if (task.state !== 'stopping' && wasCrowdedOut(state, { id, task, end }))
    return requeue(state, { id, task, cause: 'memory-needed', evidence: evidenceOf(state, id, end) }, step);
  // It may have ended already, unreported: which of them was at fault shows when each runs on its own, now or after a resume.
  const isCancelled = task.state === 'stopping' && task.cause.kind === 'cancelled';
  if (hasFollowers && !isCancelled)
    return requeue(state, { id, task, cause: 'one-of-several', evidence: evidenceOf(state, id, end) }, step);
  const outcome = task.state === 'stopping' ? stopped(task.cause) : lost(state, id, end);
  fail(state, { id, task, outcome, measures: null, end }, step);
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

/** After this number of kills it is hardly the others' fault any more. */
const MOST_CROWDED = 3;
/** A stall for lack of memory for more than this share of time. */
const STALLED = 0.01;

/**
 * Whether the system killed the worker for memory although it held no more than its file was expected to need: other programs
 * had taken the memory, and the budget fell during the attempt or the machine stalled. Not held against its file.
 */
function wasCrowdedOut(
  state: SchedulerState,
  { id, task, end }: { id: TaskId; task: ActiveTask; end: ProcessEnd },
): boolean {
  if ((end.proof ?? null) === null || state.lifecycle.mode.kind !== 'open') return false;
  const { shrunkAt, pressure } = state.machine;
  const isCrowded = (shrunkAt !== null && shrunkAt >= task.admitted) || (pressure ?? 0) > STALLED;
  const { upper } = predictMemory(state.learned.models, memoryFacts(state, id));
  if (!isCrowded || highWaterSeen(state, id) > upper) return false;
  const { byTask } = draft(state, 'failures');
  const failures = byTask.get(id) ?? noFailures();
  failures.crowdedOut += 1;
  byTask.set(id, failures);
  return failures.crowdedOut <= MOST_CROWDED;
}

/** In milliseconds. */
const SOON = 250;

/** Whether a used worker was lost so soon, without a report, that it may have been dying when it got the order. */
function wasDying(
  state: SchedulerState,
  { id, task }: { id: TaskId; task: ActiveTask },
  { now }: Step,
): boolean {
  const isFirst = (state.tasks.attempts[id] ?? 0) < 2;
  const reportedNothing = task.state === 'loading' && task.silent;
  return isFirst && reportedNothing && now - task.admitted < SOON;
}
