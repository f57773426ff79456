import type { Period } from '../series/period.ts';
import type { SeriesRequest } from '../series/series-key.ts';
import type { RangeCurves } from '../values/range-statistics.ts';
import type { ValueKey } from '../values/value-key.ts';

/** A warning about a file that could still be read. */
export interface FileWarning {
  /** Stable, upper case, e.g. `TRAILING_BYTES`. */
  readonly code: string;
  /** One sentence that includes the figures. */
  readonly message: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** Why a series or a column has no values, with the message of the reader or the library. */
export interface SeriesProblem {
  readonly code: string;
  readonly message: string;
}

/**
 * `partial`: ended before the planned end, or only a part could be used; `unstable`: the simulation itself failed;
 * `suspect`: the values are there but not to be trusted, because rows are lost, doubled or out of order.
 */
export type Completeness = 'complete' | 'partial' | 'suspect' | 'unstable';

/** Figures of a whole file that other files of its run repeat, so that they can be compared. */
export interface RunTotals {
  /** Which of the files of a run it is, as its reader calls it. */
  readonly kind: string;
  readonly figures: Readonly<Record<string, number>>;
}

/** The facts of an open file. Times are in seconds. */
export interface FileFacts {
  /** The format in words, e.g. `OpenFAST binary, FileID 4`. */
  readonly format: string;
  readonly completeness: Completeness;
  readonly samples: number;
  /** Number of series if the format has a fixed list of them, otherwise null. */
  readonly series: number | null;
  readonly startTime: number | null;
  readonly endTime: number | null;
  /** Planned end of the simulation if the format contains it. */
  readonly plannedEndTime: number | null;
  readonly warnings: readonly FileWarning[];
  /** The program and version that wrote the file, if the file names them. */
  readonly writtenBy: string | null;
  /** The author's description of the file. */
  readonly description?: string | null;
  /** The library's description of the licence that the reader held while the file was open, if available. */
  readonly licence?: string;
  /** Absent if no other file of the run has any of them, or if this file is not whole. */
  readonly totals?: RunTotals;
  /** What reading the file took, by counter: calls of a library, bytes read. Read this after `read`. */
  readonly counters?: Readonly<Record<string, number>>;
}

/**
 * Every value of the series is (code - offset) / scale in float64, for a whole code from -32768 to 32767: quantiles can be
 * counted by code.
 */
export interface Packing {
  readonly scale: number;
  readonly offset: number;
}

/** A series in a file. `ref` is the reader's own number for it, unique within the open file. */
export interface ResolvedSeries {
  readonly ref: number;
  /** 0-based position in the file; in a file of channels the time column is 0. */
  readonly index: number;
  readonly object: string | null;
  readonly variable: string;
  readonly unit: string;
  /** Absent unless the file stores the series as 16-bit codes. */
  readonly packing?: Packing;
  /** For a resampled series: series with equal texts have the same times. Absent for the times of the file. */
  readonly clock?: string;
}

export type Resolution =
  | { readonly kind: 'found'; readonly series: readonly ResolvedSeries[] }
  | { readonly kind: 'missing'; readonly problem: SeriesProblem };

/** All series that share a period; each is delivered once. */
export interface PeriodRequest {
  readonly period: Period;
  readonly series: readonly ResolvedSeries[];
}

/** How the series of one request stand in the rows of a file. */
export interface RowLayout {
  /** What a row consists of: 16-bit codes to be unpacked, or doubles. */
  readonly kind: 'codes' | 'doubles';
  /** Values in a row. */
  readonly width: number;
  /** For each series of the request: its place in the row; null if it is not in the rows but delivered in blocks. */
  readonly columns: readonly (number | null)[];
  /** For each series whose codes can be unpacked: value = (code - offset) / scale. The others are NaN. */
  readonly packings: readonly (Packing | null)[];
}

/** Takes whole rows as a file stores them, in time order. */
export interface RowReceiver {
  /** Both arrays are valid during the call only; `rows` has `width` values for each time. */
  add(times: Float64Array, rows: Int16Array | Float64Array): void;
  /** Call after the last rows. */
  finish(): void;
}

/**
 * Receives samples while a file is read. Blocks of one series arrive in time order; the arrays are valid only during
 * the call (a reader may reuse them).
 */
export interface SeriesSink {
  /**
   * `request` and `series` are indices into the arguments of `read`. Both arrays have the same length, which may be
   * any: multiples of 512 avoid a copy, and so does `last`, which is true if no more of the series follows.
   */
  block(request: number, series: number, times: Float64Array, values: Float64Array, last?: boolean): void;
  /**
   * Offers rows as they are stored, which are faster than blocks; a reader with rows may ask once for each request before
   * it delivers anything. What it returns receives all series that have a column; null if everything is wanted in blocks.
   */
  rows?(request: number, layout: RowLayout): RowReceiver | null;
  /** The series has no values for this period; nothing else is delivered for it. */
  problem(request: number, series: number, problem: SeriesProblem): void;
  /** The samples exist, but there is a warning about them, or about those of one `request`. */
  warning(warning: FileWarning, request?: number): void;
}

/** A value that is not a time series, or the problem why there is none; it may come with a `warning`. */
export type ValueAnswer =
  | {
      readonly kind: 'value';
      readonly value: number | string;
      readonly unit: string;
      readonly warning?: FileWarning;
    }
  | {
      readonly kind: 'curves';
      readonly curves: RangeCurves;
      readonly unit: string;
      readonly warning?: FileWarning;
    }
  | { readonly kind: 'figures'; readonly figures: readonly Figure[] }
  | { readonly kind: 'missing'; readonly problem: SeriesProblem };

/** The name of a figure, and its number in the words of the file: a decimal number, `NaN` or `Infinity`. */
export type Figure = readonly [name: string, text: string];

/** One open result file: the shape that every reader fits. Not shared between processes. */
export interface ResultsFile {
  /** Read again after `read`: counters may have grown. */
  readonly facts: FileFacts;
  /** Looks up a request; never throws for a series that does not exist. */
  resolve(request: SeriesRequest): Resolution;
  /**
   * Reads each requested series once; `requests` may be empty. Throws a fault if the file itself cannot be read
   * further. May be called again: what is needed as a whole is read in several passes if it takes much memory.
   */
  read(requests: readonly PeriodRequest[], sink: SeriesSink): Promise<void>;
  /**
   * One value: a number or text for static results and data, curves for range graphs. Called once per distinct key,
   * before `read`; never throws for what the file lacks. A format without such values omits this method.
   */
  value?(key: ValueKey): Promise<ValueAnswer>;
  close(): void;
}
