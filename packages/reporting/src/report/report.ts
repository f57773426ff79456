import type { Completeness } from '@ballast/results-model';
import type { OutcomeKind } from '@ballast/scheduler/journal';
import type { HeadlineTone, Says } from '../document/figures.ts';
import type { ExitReason } from '../figures/exit-reason.ts';
import type { TableStatus } from '../figures/table-status.ts';

/** Version of `Report`; it changes when a key is renamed, removed or changes its meaning. */
export const REPORT_VERSION = 2;

/**
 * `report.json`. Times of day are ISO 8601 in UTC, spans are in seconds and sizes in bytes, as the keys show. Texts are as
 * found, except `reason`, which is safe to print. A key without a value is null, never absent.
 */
export interface Report {
  readonly version: number;
  /** Name and version of the product that wrote the journal. */
  readonly product: string;
  readonly host: string;
  readonly batch: string;
  /** SHA-256 of the effective batch. */
  readonly batchHash: string;
  readonly exitReason: ExitReason;
  /** How the batch ended; null if the journal breaks off. */
  readonly ending: 'complete' | 'drained' | 'cancelled' | null;
  /** Why admission stopped before every file had been admitted. */
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
    /** States of the licences that were held, as the library names them. */
    readonly licences: readonly string[];
  };
  /** `workers`: the user's limit on tasks in flight; null if Ballast chose. */
  readonly budget: {
    readonly memoryBytes: number;
    readonly source: string;
    readonly workers: number | null;
  };
  readonly figures: ReportFigures;
  /** The slowest files, slowest first. */
  readonly slowest: readonly { readonly file: string; readonly elapsedSeconds: number }[];
  /** Definitions of the numbers in tables that are defined in several ways; `*` for a whole table. Absent if there are none. */
  readonly definitions?: readonly {
    readonly table: string;
    readonly column: string;
    readonly definition: string;
  }[];
  readonly tables: readonly ReportTable[];
  /** How the batch went, in words, and a sentence for each part of a report. Absent in earlier reports, like the next three. */
  readonly headline?: { readonly tone: HeadlineTone; readonly sentence: string };
  readonly says?: Says;
  /** Seconds for which each resource kept the batch from being faster; null if it was not sampled. */
  readonly boundSeconds?: Readonly<Record<string, number>> | null;
  /** What somebody who watches the batch would have wanted to know. */
  readonly alerts?: readonly {
    readonly code: string;
    readonly since: string | null;
    /** Null if it lasted to the end. */
    readonly until: string | null;
    readonly words: string;
    readonly next: string;
  }[];
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
  /** From the first admission to the last settlement. */
  readonly makespanSeconds: number | null;
  /**
   * What was predicted before the batch began: half of such batches take less than the first, nine of ten less than the
   * second. Null if it was not predicted.
   */
  readonly predictedMakespanSeconds: number | null;
  readonly predictedMakespan90Seconds: number | null;
  /** Sums over the files. */
  readonly loadSeconds: number;
  readonly computeSeconds: number;
  /** Tasks between admission and settlement, over the time of the makespan. */
  readonly meanInFlight: number | null;
  readonly mostInFlight: number;
  readonly workersStarted: number;
  readonly workersLost: number;
  /** Claims of a licence seat that were denied; they do not count as failures of a file. */
  readonly seatsDenied: number;
  /** Time during which no licence seat was available. */
  readonly seatWaitSeconds: number;
  /** Failed attempts that were followed by a retry. */
  readonly retriedAttempts: number;
  /** Mean of `reservedAtEndBytes / highWaterBytes` over the files that have both. */
  readonly meanReservedPerHighWater: number | null;
  /** Medians of |measured / expected - 1| over the files that succeeded. */
  readonly predictionErrorMemory: number | null;
  readonly predictionErrorCompute: number | null;
  /** Share of the files that succeeded whose high-water mark was above `reservedAtStartBytes`. */
  readonly aboveReservationShare: number | null;
  /** What memory is predicted from, and the typical error of that as a share of what a file takes by its header and 50 MB. */
  readonly memoryFacts: readonly string[] | null;
  readonly memoryFactsError: number | null;
  /** Sum over the last attempts of all files. */
  readonly readBytes: number;
  /** What the readers counted (library calls, bytes a library read), summed over the files that have a result. */
  readonly counters: Readonly<Record<string, number>>;
  /** The shortest makespan that any schedule could have had, and the resource that bounds it. */
  readonly lowerBoundSeconds: number | null;
  readonly boundBy: string | null;
  readonly makespanPerLowerBound: number | null;
}

export interface ReportTable {
  readonly name: string;
  /** Relative to the folder of the report, with `/`. */
  readonly path: string;
  /** The input that a file of time series belongs to; null for a table over all inputs. */
  readonly file: string | null;
  /** For a file that a table makes besides its rows, such as a picture. */
  readonly made?: true;
}

export interface ReportNote {
  readonly code: string;
  readonly message: string;
}

/** One file; everything is about its last attempt. */
export interface ReportFile {
  readonly file: string;
  readonly sizeBytes: number;
  readonly status: TableStatus;
  /** Null if the task never settled. */
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
  /** What the models expected when the file was admitted. */
  readonly expectedBytes: number | null;
  readonly expectedComputeSeconds: number | null;
  /** The memory reservation when the file was admitted, and when it settled. */
  readonly reservedAtStartBytes: number | null;
  readonly reservedAtEndBytes: number | null;
  /** Memory high-water mark of the worker. */
  readonly highWaterBytes: number | null;
  /** File with the extracted values, relative to the output folder. */
  readonly result: string | null;
  /** Whether the simulation ran to its planned end; null if the file could not be read. */
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
  /** How the worker process ended; null unless the file was lost with it. */
  readonly process: {
    readonly exitCode: number | null;
    readonly signal: string | null;
    readonly stderr: readonly string[];
    /** File with everything that it wrote; null if none was kept. */
    readonly log: string | null;
    /** Every worker that had the file was lost, even one that ran alone: it is not retried. */
    readonly quarantined: boolean;
  } | null;
}
