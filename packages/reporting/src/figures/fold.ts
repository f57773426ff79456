import type { FileWarning } from '@ballast/results-model';
import type { JournalHeader, JournalRecord } from '@ballast/scheduler/journal';
import type { BatchStop } from './figures.ts';
import type { InFlight } from './in-flight.ts';

export type RecordOf<Type extends JournalRecord['type']> = Extract<JournalRecord, { type: Type }>;

/** One task while records go by. */
export interface Draft {
  readonly input: RecordOf<'input'>;
  attempts: number;
  /** What became of it in an earlier journal, while that holds. */
  kept: RecordOf<'kept'> | null;
  /** Of the last attempt; null where it settled without having been admitted. */
  admitted: RecordOf<'admitted'> | null;
  settled: RecordOf<'settled'> | null;
  /** After the last attempt that ended without settling it; null once another has begun. */
  requeued: RecordOf<'requeued'> | null;
  warnings: FileWarning[];
}

/** Everything that is kept while records go by. */
export interface Fold {
  readonly header: JournalHeader;
  /** In input order: a Map keeps the order of its keys. */
  readonly drafts: Map<number, Draft>;
  readonly inFlight: InFlight;
  readonly warnings: FileWarning[];
  workersStarted: number;
  workersLost: number;
  seatsDenied: number;
  /** Time so far without any seat, in milliseconds, and since when there has been none again. */
  seatWait: number;
  noSeatSince: number | null;
  /** Attempts that failed and were followed by another. */
  retried: number;
  stop: BatchStop | null;
  ended: RecordOf<'ended'> | null;
  /** Processes that went on with the batch. */
  resumed: number;
  /** Time of the latest record, in milliseconds. */
  lastAt: number;
}
