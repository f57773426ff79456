import { FaultError } from '@ballast/resource-model';
import type { JournalHeader, RecordOf } from '@ballast/scheduler/journal';
import type { BatchStory } from './batch-story.ts';
import { Compared } from './compared.ts';
import { type AttemptDraft, NONE, type TaskDraft } from './drafts.ts';
import { InFlight } from './in-flight.ts';
import { Orders } from './orders.ts';
import { SeatTime } from './seat-time.ts';

/** What has been made of the records so far. */
export interface Fold {
  /** In input order: a Map keeps the order of its keys. */
  readonly tasks: Map<number, TaskDraft>;
  /** Workers of the process that runs the batch: the last attempt that each began, and its process id. */
  readonly lastOfWorker: Map<string, AttemptDraft>;
  readonly pids: Map<string, number>;
  readonly orders: Orders;
  readonly inFlight: InFlight;
  readonly seatTime: SeatTime;
  warnings: readonly RecordOf<'warning'>[];
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

/** Of a journal of which only the header was read. */
export function emptyFold({ host, pid }: JournalHeader): Fold {
  return {
    tasks: new Map(),
    lastOfWorker: new Map(),
    pids: new Map(),
    orders: new Orders(),
    inFlight: new InFlight(),
    seatTime: new SeatTime(),
    warnings: NONE,
    compared: new Compared(),
    process: { host, pid },
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
}

export function taskOf({ tasks }: Fold, task: number): TaskDraft {
  const found = tasks.get(task);
  if (found === undefined) throw inconsistent(task, 'no input record');
  return found;
}

export function inconsistent(task: number, what: string): FaultError {
  return new FaultError({
    code: 'JOURNAL_INCONSISTENT',
    message: `the journal has ${what} for task ${task}`,
    hint: 'keep the journal for inspection and start the batch again in another output folder',
    details: { task },
  });
}
