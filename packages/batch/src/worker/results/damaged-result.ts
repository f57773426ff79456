import type { Milliseconds } from '@ballast/resource-model';
import type { JournalRecord } from '@ballast/scheduler/journal';

/** A result that is not what was written. */
export interface DamagedResult {
  /** Position of the input. */
  readonly task: number;
  /** The input. */
  readonly file: string;
  /** What the journal names as its result. */
  readonly result: string;
  /** The end of a sentence. */
  readonly reason: string;
}

/** Results that are not what was written: their tasks wait again. */
export function unpublishedRecords(damaged: readonly DamagedResult[], at: Milliseconds): JournalRecord[] {
  return damaged.map(({ task, result: file, reason }) => ({ type: 'unpublished', at, task, file, reason }));
}
