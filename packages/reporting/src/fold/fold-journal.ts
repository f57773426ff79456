import type { Milliseconds } from '@ballast/resource-model';
import type { JournalDamage, JournalHeader, JournalRecord, RecordOf } from '@ballast/scheduler/journal';
import {
  takeAdmitted,
  takeHeld,
  takePhase,
  takeRequeued,
  takeResumed,
  takeSettled,
  takeWorkerStarted,
} from './attempt-records.ts';
import type { BatchStory } from './batch-story.ts';
import { NONE, type TaskDraft, withAdded } from './drafts.ts';
import { emptyFold, type Fold, inconsistent, taskOf } from './fold-state.ts';
import type { TaskStory } from './task-story.ts';

/** A journal as `readJournal` returns it, or one that is put together from records. */
export interface JournalToFold {
  readonly header: JournalHeader;
  readonly records: Iterable<JournalRecord>;
  readonly unknownRecords?: number;
  readonly damage?: readonly JournalDamage[];
  readonly damagedLines?: number;
}

/** Folds a journal record by record; `story` may be asked for at any time, and again later. */
export interface JournalFold {
  /** Fault: JOURNAL_INCONSISTENT for a task without an `input` record or with two. */
  take(record: JournalRecord): void;
  /** What became of the batch so far. It refers to the records, and to what later ones change: use it before the next `take`. */
  story(reading?: Reading): BatchStory;
  /**
   * The same for the last time, with less memory: each task is forgotten once the next one is asked for. Fault:
   * JOURNAL_INCONSISTENT.
   */
  lastStory(reading?: Reading): Omit<BatchStory, 'tasks'> & { readonly tasks: Iterable<TaskStory> };
}

type Reading = Omit<JournalToFold, 'header' | 'records'>;

/** A fold that has seen the header of a journal and nothing else. */
export function journalFold(header: JournalHeader): JournalFold {
  const fold = emptyFold(header);
  return {
    take: (record) => {
      take(fold, record);
      fold.compared.follow(record);
      if ('at' in record) fold.at = Math.max(fold.at, record.at);
    },
    story: (reading = {}) => ({ ...storyOf(header, fold, reading), tasks: [...tasksOf(fold)] }),
    lastStory: (reading = {}) => ({
      ...storyOf(header, fold, reading),
      tasks: tasksOf(fold, { forget: true }),
    }),
  };
}

/**
 * What became of each task, attempt by attempt, and of the batch: one pass over the records of a journal, whole or cut off
 * anywhere, over any number of processes. The result refers to the records; it does not copy them. Fault:
 * JOURNAL_INCONSISTENT for a task without an `input` record or with two.
 */
export function foldJournal({ header, records, ...reading }: JournalToFold): BatchStory {
  const fold = journalFold(header);
  for (const record of records) fold.take(record);
  return fold.story(reading);
}

function storyOf(
  header: JournalHeader,
  fold: Fold,
  { unknownRecords = 0, damage = [], damagedLines = 0 }: Reading,
): Omit<BatchStory, 'tasks'> {
  const { process, resumed, retried, waiting, memoryModel, models, predicted, stop, ended, at } = fold;
  return {
    header,
    warnings: [...fold.warnings, ...fold.compared.ofBatch],
    process,
    resumed,
    inFlight: fold.inFlight.summary(),
    workers: { started: fold.workersStarted, lost: fold.workersLost },
    seats: { denied: fold.seatsDenied, waited: fold.seatTime.until(at) as Milliseconds },
    retried,
    waiting,
    memoryModel,
    models,
    predicted,
    stop,
    ended,
    at: at as Milliseconds,
    unknownRecords,
    damage,
    damagedLines,
  };
}

/** In input order. A later comparison replaces an earlier one, so what a task is compared with is not kept in its draft. */
function* tasksOf(fold: Fold, { forget = false } = {}): Generator<TaskStory> {
  const byTask = new Map<number, readonly RecordOf<'compared'>[]>();
  for (const record of fold.compared.ofTasks) {
    taskOf(fold, record.task);
    byTask.set(record.task, withAdded(byTask.get(record.task) ?? [], record));
  }
  for (const [number, task] of fold.tasks) {
    const compared = byTask.get(number);
    yield compared === undefined ? task : { ...task, compared };
    if (forget) fold.tasks.delete(number);
  }
}

function take(fold: Fold, record: JournalRecord): void {
  switch (record.type) {
    case 'input':
      return takeInput(fold, record);
    case 'kept':
      return takeKept(taskOf(fold, record.task), record);
    case 'unpublished':
      return takeUnpublished(taskOf(fold, record.task));
    case 'resumed':
      return takeResumed(fold, record);
    case 'admitted':
      return takeAdmitted(fold, record);
    case 'worker-started':
      return takeWorkerStarted(fold, record);
    case 'held':
      return takeHeld(fold, record);
    case 'memory-model':
      fold.memoryModel = record;
      return;
    case 'models':
      fold.models = record;
      return;
    case 'predicted':
      fold.predicted = record;
      return;
    case 'phase':
      return takePhase(fold, record);
    case 'settled':
      return takeSettled(fold, record);
    case 'requeued':
      return takeRequeued(fold, record);
    case 'worker-lost':
      fold.workersLost += 1;
      return fold.orders.drop(String(record.worker));
    case 'warning':
      return takeWarning(record.task === null ? fold : taskOf(fold, record.task), record);
    case 'waiting':
      fold.waiting = record;
      return;
    case 'seats':
      fold.seatTime.seats(record);
      return;
    case 'stopping':
      fold.stop = record;
      return;
    case 'ended':
      fold.ended = record;
      return;
    case 'journal':
    case 'order':
    case 'sample':
    case 'compared':
    case 'load-permits':
    case 'published':
      return;
  }
}

function takeInput({ tasks }: Fold, input: RecordOf<'input'>): void {
  if (tasks.has(input.task)) throw inconsistent(input.task, 'two input records');
  tasks.set(input.task, {
    input,
    attempts: NONE,
    kept: null,
    settled: null,
    warnings: NONE,
    compared: NONE,
    pastWarnings: 0,
  });
}

function takeKept(task: TaskDraft, record: RecordOf<'kept'>): void {
  task.kept = record;
  task.settled = null;
  task.pastWarnings = task.warnings.length;
}

/** Its result is not what was written: the task waits for another attempt. */
function takeUnpublished(task: TaskDraft): void {
  task.kept = null;
  task.settled = null;
}

function takeWarning(to: Pick<TaskDraft, 'warnings'>, record: RecordOf<'warning'>): void {
  to.warnings = withAdded(to.warnings, record);
}
