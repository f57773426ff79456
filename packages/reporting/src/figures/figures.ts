import type { Bytes, Milliseconds } from '@ballast/resource-model';
import type { FileWarning } from '@ballast/results-model';
import type { JournalHeader, Outcome, OutcomeKind, RecordOf } from '@ballast/scheduler/journal';
import type { TableStatus } from './table-status.ts';

/** One task. Everything is about its last attempt; times count from the header's `startedAt`. */
export interface TaskFigures {
  readonly task: number;
  /** Relative to the input folder, as found on disk: not safe to print (see `forTerminal`). */
  readonly file: string;
  readonly size: Bytes;
  /** How many attempts were admitted. */
  readonly attempts: number;
  /** Undefined if the last attempt did not settle the task, or there was none. */
  readonly outcome: Outcome | undefined;
  /** If the task has no outcome and waited for a retry: how its last attempt ended. */
  readonly failedLast: Outcome | null;
  readonly tableStatus: TableStatus;
  /** When its worker got to it: at its admission or, if it came after another task of the same order, when that one ended. */
  readonly admittedAt: Milliseconds | null;
  /** When it ended. Several may be reported together: how long each took is then by what it measured. */
  readonly settledAt: Milliseconds | null;
  /** From the one to the other. */
  readonly elapsed: Milliseconds | null;
  readonly loadTime: Milliseconds | null;
  readonly computeTime: Milliseconds | null;
  readonly bytesRead: Bytes | null;
  /** The reservation at admission: what the models expected and a margin. */
  readonly reservedAtStart: Bytes | null;
  /** The reservation at settlement, corrected by what was measured. */
  readonly reservedAtEnd: Bytes | null;
  /** What the models expected at admission. */
  readonly expectedMemory: Bytes | null;
  readonly expectedCompute: Milliseconds | null;
  /** The largest resident set that anything measured: the worker itself, samples from outside, a proof. */
  readonly highWater: Bytes | null;
  /** Warnings of the scheduler, then of the file itself; problems with columns are in `outcome`. */
  readonly warnings: readonly FileWarning[];
}

/** Why admission stopped before every task had been admitted. */
export interface BatchStop {
  readonly at: Milliseconds;
  readonly cause: string;
  readonly how: 'drain' | 'cancel';
}

/** The shortest makespan that any schedule could have had, and the resource that bounds it. */
export interface MakespanBound {
  readonly seconds: number;
  readonly name: string;
  readonly resource: 'storage' | 'cores' | 'memory' | 'seats' | 'task';
  /** Makespan over bound. */
  readonly ratio: number;
}

export interface BatchFigures {
  readonly header: JournalHeader;
  /** In input order. */
  readonly tasks: readonly TaskFigures[];
  /** Inputs of the batch, including those missing from a journal that was cut off while it listed them. */
  readonly inputs: number;
  readonly inputBytes: Bytes;
  /** With `unsettled`, these add up to `inputs`. */
  readonly outcomes: Readonly<Record<OutcomeKind, number>>;
  /** These add up to `inputs`. */
  readonly statuses: Readonly<Record<TableStatus, number>>;
  readonly unsettled: number;
  /** Files whose outcome comes from an earlier journal: this one has no measurements of them. */
  readonly kept: number;
  /** How many times another process resumed the batch. */
  readonly resumed: number;
  readonly firstAdmission: Milliseconds | null;
  readonly lastSettlement: Milliseconds | null;
  /** From the first admission to the last settlement, without the time in which no process ran the batch. */
  readonly makespan: Milliseconds | null;
  /** How long it was to take; null if it was not predicted, as a batch that reuses results of an earlier one. */
  readonly predicted: RecordOf<'predicted'> | null;
  /** Sums over `tasks`. */
  readonly loadTime: Milliseconds;
  readonly computeTime: Milliseconds;
  readonly bytesRead: Bytes;
  /** Tasks that workers are at; the mean is weighted by time over the makespan, null if that is 0. */
  readonly inFlight: { readonly mean: number | null; readonly most: number };
  /** `lost` counts every worker that ended while the batch went on, including those ended for a timeout. */
  readonly workers: { readonly started: number; readonly lost: number };
  /** Claims of a licence seat that were denied, and the time during which no seat was available. */
  readonly seats: { readonly denied: number; readonly waited: Milliseconds };
  /** Failed attempts that were followed by a retry. */
  readonly retried: number;
  /** What memory is predicted from; null if nothing was learned. */
  readonly memoryModel: RecordOf<'memory-model'> | null;
  /** Mean of `reservedAtEnd / highWater` over the tasks that have both: above 1 if more was reserved than used. */
  readonly meanReservedPerHighWater: number | null;
  /** Errors of the models: medians of |measured / expected - 1| over the files that succeeded. */
  readonly predictionError: {
    readonly memory: number | null;
    readonly compute: number | null;
    /** Share of the tasks that held more memory than was reserved for them at the start. */
    readonly above: number | null;
  };
  /** The largest lower bound on the makespan, from what was measured; null if nothing succeeded. */
  readonly bound: MakespanBound | null;
  /** The `MOST_SLOWEST` tasks with the largest `elapsed`, slowest first. */
  readonly slowest: readonly TaskFigures[];
  /** Warnings about the batch as a whole. */
  readonly warnings: readonly FileWarning[];
  readonly stop: BatchStop | null;
  /** Null if the journal has no `ended` record: its process was killed, or is still writing it. */
  readonly ending: 'complete' | 'drained' | 'cancelled' | null;
  readonly endedAt: Milliseconds | null;
}

export const MOST_SLOWEST = 10;
