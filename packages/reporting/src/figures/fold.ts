import type { FileWarning } from '@ballast/results-model';
import type { JournalHeader, JournalRecord } from '@ballast/scheduler/journal';
import type { BatchStop } from './figures.ts';
import type { InFlight } from './in-flight.ts';

export type RecordOf<Type extends JournalRecord['type']> = Extract<JournalRecord, { type: Type }>;

/** One task while records go by. */
export interface Draft {
  readonly input: RecordOf<'input'>;
  attempts: number;
  /** Of the last attempt; null where it settled without having been admitted. */
  admitted: RecordOf<'admitted'> | null;
  settled: RecordOf<'settled'> | null;
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
  stop: BatchStop | null;
  ended: RecordOf<'ended'> | null;
}
