import type { Binding } from '@ballast/scheduler/journal';
import type { TableStatus } from '../figures/table-status.ts';
import type { Additions } from './additions.ts';

/** Version of `Figures`; it changes when a field is renamed, removed or changes its meaning. */
export const FIGURES_VERSION = 1;

/**
 * Everything that a report of a batch shows, from its journal; what else was found is in the fields of `Additions`. Times are in milliseconds from `batch.startedAt`, sizes in
 * bytes. Names and messages are as found: whoever shows them makes them safe. What the journal does not have is null.
 */
export interface Figures extends Additions {
  readonly version: number;
  readonly batch: BatchDescription;
  readonly machine: MachineDescription | null;
  readonly settings: SettingsDescription | null;
  readonly budget: { readonly memory: number; readonly source: string; readonly workers: number | null };
  readonly cores: number;
  readonly headline: Headline;
  /** What a page or a text shows first, in this order. */
  readonly keys: readonly KeyFigure[];
  readonly counts: Counts;
  /** What the scheduler had learned at the end. */
  readonly models: ModelFigures | null;
  /** From the first admission to the last settlement. */
  readonly makespan: number | null;
  readonly bound: Bound | null;
  readonly look: readonly LookGroup[];
  readonly series: Series;
  /** Seconds for which each resource kept the batch from being faster; null without samples. */
  readonly boundSeconds: Readonly<Record<Binding, number>> | null;
  readonly tasks: TaskColumns;
  readonly attempts: AttemptColumns;
  /** Lanes of `tasks.lane` and `attempts.lane`: one worker process at a time in each. */
  readonly lanes: number;
  readonly predictions: { readonly memory: PredictionFigures; readonly compute: PredictionFigures };
  readonly sizes: SizeFigures;
  readonly alerts: readonly Alert[];
  readonly says: Says;
  /** About the batch as a whole: what was found damaged, missing or odd. */
  readonly notes: readonly { readonly code: string; readonly message: string }[];
}

export interface BatchDescription {
  readonly name: string;
  readonly host: string;
  readonly product: string;
  readonly hash: string;
  /** ISO 8601; empty if the journal has no valid time. */
  readonly startedAt: string;
  readonly firstAdmission: number | null;
  readonly lastSettlement: number | null;
  readonly endedAt: number | null;
  readonly ending: 'complete' | 'drained' | 'cancelled' | null;
  readonly reader: { readonly name: string; readonly details: Readonly<Record<string, string>> };
  readonly journalVersion: number;
  readonly resumed: number;
}

/** Memory in bytes, time in milliseconds; `storage`: bytes per second of a number of loads together. */
export interface ModelFigures {
  readonly memory: { readonly base: number; readonly gamma: number; readonly quantile: number | null };
  readonly compute: { readonly base: number; readonly perGigabyte: number };
  readonly storage: readonly (readonly [loads: number, bytesPerSecond: number])[];
}

export interface MachineDescription {
  readonly memory: number;
  readonly cpu: string;
  readonly os: string;
  readonly storage: string;
  readonly storageEvidence: readonly string[];
}

export interface SettingsDescription {
  readonly policy: string;
  readonly growth: string;
  readonly nativeThreads: number;
  readonly loads: number;
  readonly hungAfter: number | null;
  readonly timeout: number | null;
  readonly seats: number | null;
}

/** `good`: every file succeeded; `look`: some did not; `stopped`: on purpose; `broken`: its process is gone; `running`. */
export type HeadlineTone = 'good' | 'look' | 'stopped' | 'broken' | 'running';

export interface Headline {
  readonly tone: HeadlineTone;
  readonly sentence: string;
  /** Further sentences: when and where, what was read, what bound the batch. */
  readonly detail: readonly string[];
}

export interface KeyFigure {
  readonly id: 'took' | 'bound' | 'memory' | 'cores' | 'storage' | 'model' | 'trouble';
  readonly label: string;
  readonly value: string;
  /** Follows the value, smaller. */
  readonly unit: string;
  readonly note: string;
  /** Of what could be used, 0 to 1; null for a figure that has no such share. */
  readonly share: number | null;
  readonly resource: 'storage' | 'cores' | 'memory' | null;
}

export interface Counts {
  readonly inputs: number;
  readonly inputBytes: number;
  readonly readBytes: number;
  /** These add up to `inputs`. */
  readonly statuses: Readonly<Record<TableStatus, number>>;
  readonly unsettled: number;
  readonly kept: number;
  readonly attempts: number;
  readonly retried: number;
  readonly workersStarted: number;
  readonly workersLost: number;
  readonly seatsDenied: number;
  readonly seatWait: number;
  readonly mostInFlight: number;
}

/** The shortest makespan that any schedule could have had. */
export interface Bound {
  readonly seconds: number;
  readonly resource: 'storage' | 'cores' | 'memory' | 'seats' | 'task';
  /** Makespan over bound. */
  readonly ratio: number;
}

/** The files with one status, worst first. */
export interface LookGroup {
  readonly status: TableStatus;
  readonly mark: 'bad' | 'warn';
  readonly count: number;
  /** What to do next. */
  readonly next: string;
  /** Most frequent first; the words are those of the first file. */
  readonly reasons: readonly { readonly words: string; readonly tasks: readonly number[] }[];
}

/**
 * Columns over time, one row a span that ends at `at`. Memory is the largest of the span, counts are means, rates are means, and
 * `bound` is what bound longest. A column is null if the journal does not have it.
 */
export interface Series {
  readonly at: readonly number[];
  readonly span: readonly number[];
  readonly used: readonly number[] | null;
  readonly reserved: readonly number[];
  readonly budget: readonly number[];
  readonly starting: readonly number[];
  readonly loading: readonly number[];
  readonly waiting: readonly number[];
  readonly computing: readonly number[];
  readonly held: readonly number[];
  /** Bytes per second. */
  readonly read: readonly number[] | null;
  /** Cores in use. */
  readonly cores: readonly number[] | null;
  readonly permits: readonly (number | null)[];
  readonly bound: readonly Binding[] | null;
}

/** One entry a file, in input order; everything is about the last attempt. */
export interface TaskColumns {
  readonly file: readonly string[];
  readonly size: readonly number[];
  readonly status: readonly TableStatus[];
  readonly attempts: readonly number[];
  readonly admittedAt: readonly (number | null)[];
  readonly settledAt: readonly (number | null)[];
  /** When it began to compute, and how long it had waited loaded right before. */
  readonly computingAt: readonly (number | null)[];
  readonly waited: readonly (number | null)[];
  readonly loadTime: readonly (number | null)[];
  readonly computeTime: readonly (number | null)[];
  readonly readBytes: readonly (number | null)[];
  readonly expectedMemory: readonly (number | null)[];
  readonly expectedCompute: readonly (number | null)[];
  readonly reservedAtStart: readonly (number | null)[];
  readonly reservedAtEnd: readonly (number | null)[];
  readonly highWater: readonly (number | null)[];
  readonly lane: readonly (number | null)[];
}

/** Attempts that another one followed, or that have no end. */
export interface AttemptColumns {
  readonly task: readonly number[];
  readonly lane: readonly number[];
  readonly from: readonly number[];
  readonly until: readonly number[];
  readonly computingAt: readonly (number | null)[];
  /** Why the file was queued again; `lost` if the journal does not say. */
  readonly cause: readonly string[];
}

/** Measured against expected, over the files that succeeded. Shares are 0 to 1; null if nothing was compared. */
export interface PredictionFigures {
  readonly count: number;
  /** Share within a quarter of what was expected. */
  readonly within: number | null;
  /** Share above what was reserved at first (memory), or above what was expected (computing time). */
  readonly above: number | null;
  /** Median of |measured / expected - 1|. */
  readonly median: number | null;
}

export interface SizeFigures {
  /** Logarithmic, four to a factor of two at most; empty ones between others are there. */
  readonly bins: readonly { readonly from: number; readonly until: number; readonly count: number }[];
  readonly median: number | null;
  readonly p99: number | null;
  readonly largest: number | null;
}

export type AlertCode =
  | 'memory-near-budget'
  | 'nothing-settles'
  | 'failures'
  | 'slow-storage'
  | 'no-seat'
  | 'workers-lost'
  | 'little-room'
  | 'journal-silent';

export interface Alert {
  readonly code: AlertCode;
  readonly since: number;
  /** Null while it lasts. */
  readonly until: number | null;
  readonly words: string;
  /** What to do next. */
  readonly next: string;
}

/** A sentence for each part of a report, the same in text, JSON and on a page. */
export interface Says {
  readonly headline: string;
  readonly bound: string;
  readonly tasks: string;
  readonly memory: string;
  readonly storage: string;
  readonly workers: string;
  readonly predictedMemory: string;
  readonly predictedCompute: string;
  readonly sizes: string;
  readonly missing: string;
}
