import { bytes, type Usage } from '@ballast/resource-model';
import { onSeatDenied, onSeatHeld } from '../flow/claims.ts';
import { onCoreWait } from '../flow/limit-cores.ts';
import { countLoaded } from '../flow/load-window.ts';
import { refreshReservations } from '../flow/refresh.ts';
import { learn } from '../learning/learn.ts';
import type { AttemptEnd } from '../state/event.ts';
import { recordKept, release } from '../state/memory/worker-records.ts';
import type { SchedulerState } from '../state/state.ts';
import type { Step } from '../state/step.ts';
import { nextFollower } from '../state/tasks/followers.ts';
import type { Outcome } from '../state/tasks/outcome.ts';
import type { ActiveTask, TaskId, WorkerId } from '../state/tasks/task-state.ts';
import { fail } from './fail.ts';
import { follow } from './follow.ts';
import { evidenceOf, requeue } from './requeue.ts';
import { settle } from './settle.ts';
import { onStorageFault } from './storage-fault.ts';

interface Ended {
  readonly worker: WorkerId;
  readonly task: TaskId;
  readonly end: AttemptEnd;
}

/** What an attempt teaches: nothing of memory if others of the same order, which had the same, do. */
type Lesson = 'everything' | 'times';

/** The attempt ran through and reported its end; its worker is idle again, or carries out the task that follows. */
export function onAttemptEnded(state: SchedulerState, event: Ended, step: Step): void {
  take(state, event, 'everything', step);
  refreshReservations(state);
}

/** The same for several attempts of a worker, one after the other. */
export function onAttemptsEnded(
  state: SchedulerState,
  { worker, ends }: { worker: WorkerId; ends: readonly { task: TaskId; end: AttemptEnd }[] },
  step: Step,
): void {
  for (const [i, { task, end }] of ends.entries())
    take(state, { worker, task, end }, i < ends.length - 1 ? 'times' : 'everything', step);
  refreshReservations(state);
}

function take(state: SchedulerState, event: Ended, lesson: Lesson, step: Step): void {
  const task = state.tasks.active.get(event.task);
  if (task?.worker !== event.worker || task.state === 'stopping') return;
  const { kept } = event.end.measures;
  if (kept !== undefined) recordKept(state, event.worker, kept);
  const next = nextFollower(state, event.worker);
  if (next === null) release(state, event.worker, idleUsage(state, event.worker));
  // It had ended before it was suspended: the process could not take its next task.
  if (task.state === 'computing' && task.suspended) {
    step.commands.push({ type: 'continue', worker: event.worker });
  }
  conclude(state, { id: event.task, task, end: event.end, lesson }, step);
  if (next !== null) follow(state, { task, next }, step);
}

function conclude(
  state: SchedulerState,
  { id, task, end, lesson }: { id: TaskId; task: ActiveTask; end: AttemptEnd; lesson: Lesson },
  step: Step,
): void {
  if (task.state === 'loading' || task.state === 'starting')
    countLoaded(state, end.measures.bytesRead - task.bytesRead);
  if (end.kind === 'failed') return onFault(state, { id, task, end }, step);
  onSeatHeld(state, step);
  const { coreWait: wait = 0, computeTime: time } = end.measures;
  onCoreWait(state, { wait, time });
  learn(state, id, { task, measures: end.measures, ofMemory: lesson === 'everything' });
  settle(state, { id, task, outcome: succeeded(end), measures: end.measures }, step);
}

type Failed = Extract<AttemptEnd, { kind: 'failed' }>;

/** A fault that is not the task's own sends it back to the queue. */
function onFault(
  state: SchedulerState,
  { id, task, end }: { id: TaskId; task: ActiveTask; end: Failed },
  step: Step,
): void {
  const { fault, measures } = end;
  switch (fault.class) {
    case 'seat':
      requeue(state, { id, task, cause: 'seat-denied' }, step);
      return onSeatDenied(state, { task: id, attempt: task.attempt }, step);
    case 'output':
    case 'storage-full':
      requeue(state, { id, task, cause: 'output-failed', evidence: evidenceOf(state, id, null) }, step);
      return onStorageFault(state, { message: fault.message, full: fault.class === 'storage-full' }, step);
    default: {
      const outcome = { kind: 'failed', retry: 'never', fault } as const;
      return fail(state, { id, task, outcome, measures, end: null }, step);
    }
  }
}

/** A worker that has released its memory is taken to keep what an idle one keeps, until it is measured again. */
function idleUsage({ learned, workers }: SchedulerState, id: WorkerId): Usage | null {
  const { usage = null, baseline = null } = workers.records.get(id) ?? {};
  if (usage === null) return null;
  const kept = baseline ?? learned.models.memory.base;
  return { ...usage, resident: bytes(Math.min(usage.resident, kept)) };
}

function succeeded(end: Exclude<AttemptEnd, Failed>): Outcome {
  const { result, files, problems, notes, completeness } = end;
  // One text for the result and the name of its file: there may be very many.
  const named = files?.map(({ name, bytes, sha256 }) => ({
    name: name === result ? result : name,
    bytes,
    sha256,
  }));
  const written = named === undefined ? {} : { files: named };
  return { kind: 'succeeded', retry: 'never', result, ...written, problems, notes, completeness };
}
