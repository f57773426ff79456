import type { Completeness } from '@ballast/results-model';
import type { OutcomeKind } from '@ballast/scheduler/journal';
import type { ExitReason } from '../figures/exit-reason.ts';
import type { TableStatus } from '../figures/table-status.ts';

/** Version of `Report` that this code gives; it changes when a key changes its meaning or goes away. */
export const REPORT_VERSION = 1;

/**
 * `report.json`. Times of day are ISO 8601 in UTC, spans are seconds, sizes are bytes: the keys say so. Texts are as
 * they were found, except `reason`, which is safe to print. A key without a value is null, never absent.
 */
export interface Report {
  readonly version: number;
  /** Product and version that wrote the journal. */
  readonly product: string;
  readonly host: string;
  readonly batch: string;
  /** SHA-256 of the effective batch. */
  readonly batchHash: string;
  readonly exitReason: ExitReason;
  /** How the batch ended; null where the journal breaks off. */
  readonly ending: 'complete' | 'drained' | 'cancelled' | null;
  /** Why nothing more was started before everything was. */
  readonly stop: {
    readonly at: string | null;
    readonly cause: string;
    readonly how: 'drain' | 'cancel';
  } | null;
  readonly startedAt: string;
  readonly firstAdmissionAt: string | null;
  readonly lastSettlementAt: string | null;
  readonly endedAt: string | null;
  readonly reader: {
    readonly name: string;
    readonly details: Readonly<Record<string, string>>;
    /** States of the licences that were held, in the library's words. */
    readonly licences: readonly string[];
  };
  /** `workers`: the most that the user allowed in flight; null where it was left to Ballast. */
  readonly budget: {
    readonly memoryBytes: number;
    readonly source: string;
    readonly workers: number | null;
  };
  readonly figures: ReportFigures;
  /** The slowest files, slowest first. */
  readonly slowest: readonly { readonly file: string; readonly elapsedSeconds: number }[];
  readonly tables: readonly ReportTable[];
  /** About the batch as a whole. */
  readonly warnings: readonly ReportNote[];
  /** In input order. */
  readonly files: readonly ReportFile[];
}

export interface ReportFigures {
  readonly inputs: number;
  readonly inputBytes: number;
  /** These add up to `inputs`. */
  readonly statuses: Readonly<Record<TableStatus, number>>;
  /** With `unsettled`, these add up to `inputs`. */
  readonly outcomes: Readonly<Record<OutcomeKind, number>>;
  readonly unsettled: number;
  /** First admission to last settlement. */
  readonly makespanSeconds: number | null;
  /** Sums over the files. */
  readonly loadSeconds: number;
  readonly computeSeconds: number;
  /** Tasks between admission and settlement, over the time of the makespan. */
  readonly meanInFlight: number | null;
  readonly mostInFlight: number;
  readonly workersStarted: number;
  readonly workersLost: number;
  /** Claims of a licence seat that were denied; no failures of any file. */
  readonly seatsDenied: number;
  /** Time in which no licence seat was to be had. */
  readonly seatWaitSeconds: number;
  /** Attempts that failed and were followed by another. */
  readonly retriedAttempts: number;
  /** Mean of `reservedBytes / highWaterBytes` over the files that have both. */
  readonly meanReservedPerHighWater: number | null;
  /** Medians of |measured / expected - 1| over the files that succeeded. */
  readonly predictionErrorMemory: number | null;
  readonly predictionErrorCompute: number | null;
  /** Sum over the files, of their last attempts. */
  readonly readBytes: number;
  /** What the readers counted (calls of a library, bytes read by it), summed over the files that have a result. */
  readonly counters: Readonly<Record<string, number>>;
  /** The largest lower bound on the makespan and the resource behind it. */
  readonly lowerBoundSeconds: number | null;
  readonly bindingResource: string | null;
  readonly makespanPerLowerBound: number | null;
}

export interface ReportTable {
  readonly name: string;
  /** Relative to the folder of the report, with `/`. */
  readonly path: string;
  /** The input that a file of time series is of; null for a table over all inputs. */
  readonly file: string | null;
}

export interface ReportNote {
  readonly code: string;
  readonly message: string;
}

/** One file; everything is of its last attempt. */
export interface ReportFile {
  readonly file: string;
  readonly sizeBytes: number;
  readonly status: TableStatus;
  /** Null where the task never settled. */
  readonly outcome: OutcomeKind | null;
  /** One sentence to follow the file's name. */
  readonly reason: string;
  readonly attempts: number;
  readonly admittedAt: string | null;
  readonly settledAt: string | null;
  readonly elapsedSeconds: number | null;
  readonly loadSeconds: number | null;
  readonly computeSeconds: number | null;
  readonly readBytes: number | null;
  readonly predictedBytes: number | null;
  readonly reservedBytes: number | null;
  readonly highWaterBytes: number | null;
  /** File with the extracted values, relative to the output folder. */
  readonly result: string | null;
  /** What the file says of itself; null where it could not be read. */
  readonly completeness: Completeness | null;
  /** Columns without values; the first of them are in `problems`. */
  readonly problemCount: number;
  readonly problems: readonly ReportNote[];
  readonly warnings: readonly ReportNote[];
  readonly fault: {
    readonly code: string;
    readonly message: string;
    readonly hint: string | null;
    readonly details: unknown;
  } | null;
  /** How the worker process ended, where that is what became of the file. */
  readonly process: {
    readonly exitCode: number | null;
    readonly signal: string | null;
    readonly stderr: readonly string[];
    /** File with all that it wrote; null where none was kept. */
    readonly log: string | null;
    /** It took every worker with it, also with nothing beside it, and is not tried again. */
    readonly quarantined: boolean;
  } | null;
}
