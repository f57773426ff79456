import type { RecordOf } from '@ballast/scheduler/journal';
import { type AttemptDraft, begin, draftOf, isOpen, type TaskDraft, withAdded, workerKey } from './drafts.ts';
import { type Fold, taskOf } from './fold-state.ts';
import type { Attempt } from './task-story.ts';

// What the records about attempts and workers do to a fold.

/** Attempts in flight are lost, no process ran the batch in the meantime, and the numbers of workers start again. */
export function takeResumed(fold: Fold, { at, host, pid }: RecordOf<'resumed'>): void {
  for (const task of fold.tasks.values()) lose(task);
  fold.inFlight.resumed(fold.at, at);
  fold.seatTime.stop(fold.at);
  fold.lastOfWorker.clear();
  fold.pids.clear();
  fold.orders.clear();
  fold.process = { host, pid };
  fold.resumed += 1;
  fold.waiting = null;
  fold.stop = null;
  fold.ended = null;
}

export function takeAdmitted(fold: Fold, admitted: RecordOf<'admitted'>): void {
  const task = taskOf(fold, admitted.task);
  if (lose(task)) fold.inFlight.abandoned(admitted.at);
  if (task.attempts.length > 0) task.pastWarnings = task.warnings.length;
  const attempt = draftOf(admitted);
  task.attempts = withAdded(task.attempts, attempt);
  task.kept = null;
  task.settled = null;
  const first = admitted.after === undefined ? undefined : fold.tasks.get(admitted.after)?.attempts.at(-1);
  if (!fold.orders.admit(attempt, first)) beginAttempt(fold, attempt, admitted.at);
}

function beginAttempt(fold: Fold, attempt: AttemptDraft, at: number): void {
  const worker = workerKey(attempt.admitted);
  begin(attempt, at, fold.pids.get(worker) ?? null);
  fold.inFlight.admitted(at);
  fold.lastOfWorker.set(worker, attempt);
}

export function takePhase(fold: Fold, record: RecordOf<'phase'>): void {
  const attempt = taskOf(fold, record.task).attempts.at(-1);
  if (attempt !== undefined) attempt.phases = withAdded(attempt.phases, record);
}

export function takeHeld(fold: Fold, { task, held }: RecordOf<'held'>): void {
  const attempt = taskOf(fold, task).attempts.at(-1);
  if (attempt !== undefined) attempt.held = held;
}

export function takeWorkerStarted(fold: Fold, { worker, pid, at }: RecordOf<'worker-started'>): void {
  const key = String(worker);
  fold.workersStarted += 1;
  fold.pids.set(key, pid);
  const attempt = fold.lastOfWorker.get(key);
  if (attempt === undefined || attempt.end !== null) return;
  attempt.pid = pid;
  attempt.workerStartedAt = at;
}

export function takeSettled(fold: Fold, record: RecordOf<'settled'>): void {
  const task = taskOf(fold, record.task);
  const ended = end(fold, task, record);
  fold.inFlight.settled(record.at, ended !== null);
  task.settled = record;
  if (ended !== null) beginNext(fold, ended, record);
}

export function takeRequeued(fold: Fold, record: RecordOf<'requeued'>): void {
  const ended = end(fold, taskOf(fold, record.task), record);
  if (ended !== null) {
    fold.inFlight.abandoned(record.at);
    // The order went with the attempt: what waits behind it is not carried out either.
    if (OF_THE_ORDER.has(record.cause)) fold.orders.drop(workerKey(ended.admitted));
    else beginNext(fold, ended, record);
  }
  if (record.cause === 'seat-denied') fold.seatsDenied += 1;
  else if (record.outcome !== undefined) fold.retried += 1;
}

const OF_THE_ORDER: ReadonlySet<RecordOf<'requeued'>['cause']> = new Set([
  'one-of-several',
  'not-started',
  'given-back',
]);

type End = NonNullable<Attempt['end']>;

/** Ends the attempt in flight and returns it; null if there is none. One that waits for its turn is never begun. */
function end(fold: Fold, task: TaskDraft, record: End): AttemptDraft | null {
  const last = task.attempts.at(-1);
  if (last === undefined || !isOpen(last)) return null;
  if (last.begunAt === null && record.type === 'settled') catchUp(fold, last, record.at);
  last.end = record;
  if (last.begunAt === null) {
    fold.orders.giveUp(last);
    return null;
  }
  last.endedAt = record.at;
  return last;
}

/** What its worker had before it is over, though the journal has no end of it: lines of it are damaged. */
function catchUp(fold: Fold, attempt: AttemptDraft, at: number): void {
  for (const before of fold.orders.overdue(attempt)) {
    before.isLost = true;
    if (before.begunAt !== null) fold.inFlight.abandoned(at);
    const next = fold.orders.skip(before);
    if (next !== null) beginAttempt(fold, next, at);
  }
}

function beginNext(fold: Fold, ended: AttemptDraft, { at }: End): void {
  const next = fold.orders.ended(ended, at);
  if (next !== null) beginAttempt(fold, next, ended.endedAt ?? at);
}

/** Gives up the attempt in flight; false if there is none. One that waits for its turn is given up, too. */
function lose(task: TaskDraft): boolean {
  const last = task.attempts.at(-1);
  if (last === undefined || !isOpen(last)) return false;
  last.isLost = true;
  return last.begunAt !== null;
}
