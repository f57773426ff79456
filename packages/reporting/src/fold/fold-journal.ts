import { FaultError, type Milliseconds } from '@ballast/resource-model';
import type { JournalDamage, JournalHeader, JournalRecord, RecordOf } from '@ballast/scheduler/journal';
import type { BatchStory } from './batch-story.ts';
import { Compared } from './compared.ts';
import { InFlight } from './in-flight.ts';
import { SeatTime } from './seat-time.ts';
import { type Attempt, attemptInFlight, type TaskStory } from './task-story.ts';

/** A journal as `readJournal` returns it, or one that is put together from records. */
export interface JournalToFold {
  readonly header: JournalHeader;
  readonly records: Iterable<JournalRecord>;
  readonly unknownRecords?: number;
  readonly damage?: readonly JournalDamage[];
  readonly damagedLines?: number;
}

type Writable<Value> = { -readonly [Key in keyof Value]: Value[Key] };

type AttemptDraft = Writable<Omit<Attempt, 'phases'>> & { phases: RecordOf<'phase'>[] };

type TaskDraft = Writable<Omit<TaskStory, 'attempts' | 'warnings' | 'compared'>> & {
  attempts: AttemptDraft[];
  warnings: RecordOf<'warning'>[];
  readonly compared: readonly RecordOf<'compared'>[];
};

/** Shared: never changed. */
const NONE: readonly RecordOf<'compared'>[] = [];

interface Fold {
  /** In input order: a Map keeps the order of its keys. */
  readonly tasks: Map<number, TaskDraft>;
  /** Workers of the process that runs the batch: the last attempt of each, and its process id. */
  readonly lastOfWorker: Map<number, AttemptDraft>;
  readonly pids: Map<number, number>;
  readonly inFlight: InFlight;
  readonly seatTime: SeatTime;
  warnings: RecordOf<'warning'>[];
  readonly compared: Compared;
  process: BatchStory['process'];
  resumed: number;
  workersStarted: number;
  workersLost: number;
  seatsDenied: number;
  retried: number;
  waiting: RecordOf<'waiting'> | null;
  memoryModel: RecordOf<'memory-model'> | null;
  models: RecordOf<'models'> | null;
  predicted: RecordOf<'predicted'> | null;
  stop: RecordOf<'stopping'> | null;
  ended: RecordOf<'ended'> | null;
  at: number;
}

/** Folds a journal record by record; `story` may be asked for at any time, and again later. */
export interface JournalFold {
  /** Fault: JOURNAL_INCONSISTENT for a task without an `input` record or with two. */
  take(record: JournalRecord): void;
  /** What became of the batch so far. It refers to the records, and to what later ones change: use it before the next `take`. */
  story(reading?: Omit<JournalToFold, 'header' | 'records'>): BatchStory;
}

/** A fold that has seen the header of a journal and nothing else. */
export function journalFold(header: JournalHeader): JournalFold {
  const fold: Fold = {
    tasks: new Map(),
    lastOfWorker: new Map(),
    pids: new Map(),
    inFlight: new InFlight(),
    seatTime: new SeatTime(),
    warnings: [],
    compared: new Compared(),
    process: { host: header.host, pid: header.pid },
    resumed: 0,
    workersStarted: 0,
    workersLost: 0,
    seatsDenied: 0,
    retried: 0,
    waiting: null,
    memoryModel: null,
    models: null,
    predicted: null,
    stop: null,
    ended: null,
    at: 0,
  };
  return {
    take: (record) => {
      take(fold, record);
      fold.compared.follow(record);
      if ('at' in record) fold.at = Math.max(fold.at, record.at);
    },
    story: (reading = {}) => storyOf(header, fold, reading),
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
  { unknownRecords = 0, damage = [], damagedLines = 0 }: Omit<JournalToFold, 'header' | 'records'>,
): BatchStory {
  const { process, resumed, retried, waiting, memoryModel, models, predicted, stop, ended, at } = fold;
  return {
    header,
    tasks: withCompared(fold),
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
function withCompared(fold: Fold): readonly TaskStory[] {
  const byTask = new Map<number, RecordOf<'compared'>[]>();
  for (const record of fold.compared.ofTasks) {
    taskOf(fold, record.task);
    byTask.set(record.task, withAdded(byTask.get(record.task) ?? [], record));
  }
  const tasks = [...fold.tasks.values()];
  if (byTask.size === 0) return tasks;
  return tasks.map((task) => {
    const compared = byTask.get(task.input.task);
    return compared === undefined ? task : { ...task, compared };
  });
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
    case 'held': {
      const attempt = taskOf(fold, record.task).attempts.at(-1);
      if (attempt !== undefined) attempt.held = record.held;
      return;
    }
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
      return takePhase(taskOf(fold, record.task).attempts.at(-1), record);
    case 'settled':
      return takeSettled(fold, record);
    case 'requeued':
      return takeRequeued(fold, record);
    case 'worker-lost':
      fold.workersLost += 1;
      return;
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
    attempts: [],
    kept: null,
    settled: null,
    warnings: [],
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

/** Attempts in flight are lost, no process ran the batch in the meantime, and the numbers of workers start again. */
function takeResumed(fold: Fold, { at, host, pid }: RecordOf<'resumed'>): void {
  for (const task of fold.tasks.values()) lose(task);
  fold.inFlight.resumed(fold.at, at);
  fold.seatTime.stop(fold.at);
  fold.lastOfWorker.clear();
  fold.pids.clear();
  fold.process = { host, pid };
  fold.resumed += 1;
  fold.waiting = null;
  fold.stop = null;
  fold.ended = null;
}

function takeAdmitted(fold: Fold, admitted: RecordOf<'admitted'>): void {
  const task = taskOf(fold, admitted.task);
  if (lose(task)) fold.inFlight.abandoned(admitted.at);
  fold.inFlight.admitted(admitted.at);
  if (task.attempts.length > 0) task.pastWarnings = task.warnings.length;
  const pid = fold.pids.get(admitted.worker) ?? null;
  const attempt: AttemptDraft = {
    admitted,
    held: admitted.held ?? admitted.reserved,
    pid,
    workerStartedAt: null,
    phases: [],
    end: null,
    isLost: false,
  };
  task.attempts = withAdded(task.attempts, attempt);
  task.kept = null;
  task.settled = null;
  fold.lastOfWorker.set(admitted.worker, attempt);
}

function takePhase(attempt: AttemptDraft | undefined, record: RecordOf<'phase'>): void {
  if (attempt !== undefined) attempt.phases = withAdded(attempt.phases, record);
}

function takeWarning(to: Pick<TaskDraft, 'warnings'>, record: RecordOf<'warning'>): void {
  to.warnings = withAdded(to.warnings, record);
}

/** Most lists have one item at most: a literal takes a sixth of the memory that a first `push` reserves. */
function withAdded<Item>(list: Item[], item: Item): Item[] {
  if (list.length === 0) return [item];
  list.push(item);
  return list;
}

function takeWorkerStarted(fold: Fold, { worker, pid, at }: RecordOf<'worker-started'>): void {
  fold.workersStarted += 1;
  fold.pids.set(worker, pid);
  const attempt = fold.lastOfWorker.get(worker);
  if (attempt === undefined || attempt.end !== null) return;
  attempt.pid = pid;
  attempt.workerStartedAt = at;
}

function takeSettled(fold: Fold, record: RecordOf<'settled'>): void {
  const task = taskOf(fold, record.task);
  fold.inFlight.settled(record.at, end(task, record));
  task.settled = record;
}

function takeRequeued(fold: Fold, record: RecordOf<'requeued'>): void {
  if (end(taskOf(fold, record.task), record)) fold.inFlight.abandoned(record.at);
  if (record.cause === 'seat-denied') fold.seatsDenied += 1;
  else if (record.outcome !== undefined) fold.retried += 1;
}

/** Ends the attempt in flight; false if there is none. */
function end(task: TaskDraft, record: NonNullable<Attempt['end']>): boolean {
  const last = task.attempts.at(-1);
  if (last === undefined || attemptInFlight(task) === null) return false;
  last.end = record;
  return true;
}

/** Gives up the attempt in flight; false if there is none. */
function lose(task: TaskDraft): boolean {
  const last = task.attempts.at(-1);
  if (last === undefined || attemptInFlight(task) === null) return false;
  last.isLost = true;
  return true;
}

function taskOf({ tasks }: Fold, task: number): TaskDraft {
  const found = tasks.get(task);
  if (found === undefined) throw inconsistent(task, 'no input record');
  return found;
}

function inconsistent(task: number, what: string): FaultError {
  return new FaultError({
    code: 'JOURNAL_INCONSISTENT',
    message: `the journal has ${what} for task ${task}`,
    hint: 'keep the journal for inspection and start the batch again in another output folder',
    details: { task },
  });
}
