import type { Bytes, Milliseconds } from '@ballast/resource-model';
import type { FileWarning } from '@ballast/results-model';
import type { JournalHeader, Outcome, OutcomeKind } from '@ballast/scheduler/journal';
import type { TableStatus } from './table-status.ts';

/** One task. Everything is of its last attempt; instants count from the header's `startedAt`. */
export interface TaskFigures {
  readonly task: number;
  /** Relative to the input folder, as it was found: not safe to print (see `forTerminal`). */
  readonly file: string;
  readonly size: Bytes;
  /** Admissions of this task. */
  readonly attempts: number;
  /** Undefined where the last attempt never settled or none was made. */
  readonly outcome: Outcome | undefined;
  /** Where no attempt settled it: what became of the last one, after which it was to be tried again. */
  readonly failedLast: Outcome | null;
  readonly tableStatus: TableStatus;
  readonly admittedAt: Milliseconds | null;
  readonly settledAt: Milliseconds | null;
  /** From admission to settlement. */
  readonly elapsed: Milliseconds | null;
  readonly loadTime: Milliseconds | null;
  readonly computeTime: Milliseconds | null;
  readonly bytesRead: Bytes | null;
  /** Memory that was held for it when it was admitted. */
  readonly predicted: Bytes | null;
  /** Memory that was held for it at its end, after what was measured had corrected it. */
  readonly reserved: Bytes | null;
  /** What the models expected at its admission. */
  readonly expectedMemory: Bytes | null;
  readonly expectedCompute: Milliseconds | null;
  /** Largest resident set that anything saw: the worker itself, the samples from outside, the proof of an outcome. */
  readonly highWater: Bytes | null;
  /** The scheduler's and the file's own warnings; problems of columns are in `outcome`. */
  readonly warnings: readonly FileWarning[];
}

/** Why no more tasks were admitted before all had been. */
export interface BatchStop {
  readonly at: Milliseconds;
  readonly cause: string;
  readonly how: 'drain' | 'cancel';
}

/** No schedule could have been faster, and what kept it from being so. */
export interface MakespanBound {
  readonly seconds: number;
  readonly name: string;
  readonly resource: 'storage' | 'cores' | 'memory' | 'seats' | 'task';
  /** Makespan over bound. */
  readonly ratio: number;
}

/** What a journal comes to. */
export interface BatchFigures {
  readonly header: JournalHeader;
  /** In input order. */
  readonly tasks: readonly TaskFigures[];
  /** Inputs of the batch, also those that a journal cut off in its first lines does not name any more. */
  readonly inputs: number;
  readonly inputBytes: Bytes;
  /** With `unsettled`, these add up to `inputs`. */
  readonly outcomes: Readonly<Record<OutcomeKind, number>>;
  /** These add up to `inputs`. */
  readonly statuses: Readonly<Record<TableStatus, number>>;
  readonly unsettled: number;
  /** Files whose outcome is that of an earlier journal: nothing was measured of them here. */
  readonly kept: number;
  /** Times that another process went on with the batch. */
  readonly resumed: number;
  readonly firstAdmission: Milliseconds | null;
  readonly lastSettlement: Milliseconds | null;
  /** First admission to last settlement, without the time in which no process had the batch. */
  readonly makespan: Milliseconds | null;
  /** Sums over `tasks`. */
  readonly loadTime: Milliseconds;
  readonly computeTime: Milliseconds;
  readonly bytesRead: Bytes;
  /** Tasks between admission and settlement; the mean is over the time of the makespan, null where that is 0. */
  readonly inFlight: { readonly mean: number | null; readonly most: number };
  /** `lost` counts every worker that ended while the batch went on, also those ended for a timeout. */
  readonly workers: { readonly started: number; readonly lost: number };
  /** Claims of a licence seat that were denied, and the time in which none was to be had. */
  readonly seats: { readonly denied: number; readonly waited: Milliseconds };
  /** Attempts that failed and were followed by another. */
  readonly retried: number;
  /** Mean of `reserved / highWater` over settled tasks that have both: above 1 where more was held than used. */
  readonly meanReservedPerHighWater: number | null;
  /** How far the models were off: medians of |measured / expected - 1| over the files that succeeded. */
  readonly predictionError: { readonly memory: number | null; readonly compute: number | null };
  /** The largest lower bound on the makespan, by what was measured; null where nothing succeeded. */
  readonly bound: MakespanBound | null;
  /** The `MOST_SLOWEST` tasks with the largest `elapsed`, slowest first. */
  readonly slowest: readonly TaskFigures[];
  /** Warnings about the batch as a whole. */
  readonly warnings: readonly FileWarning[];
  readonly stop: BatchStop | null;
  /** Null where the journal has no `ended` record: its process was killed, or it is still being written. */
  readonly ending: 'complete' | 'drained' | 'cancelled' | null;
  readonly endedAt: Milliseconds | null;
}

export const MOST_SLOWEST = 10;
