import type { Period } from '../series/period.ts';
import type { SeriesRequest } from '../series/series-key.ts';
import type { RangeCurves } from '../values/range-statistics.ts';
import type { ValueKey } from '../values/value-key.ts';

/** Something worth telling about a file that could still be read. */
export interface FileWarning {
  /** Stable, upper case, e.g. `TRAILING_BYTES`. */
  readonly code: string;
  /** One sentence with the figures in it. */
  readonly message: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** Why a series or a column has no values, in the reader's or the library's own words. */
export interface SeriesProblem {
  readonly code: string;
  readonly message: string;
}

/** `partial`: ended before the planned end; `unstable`: the simulation itself gave up. */
export type Completeness = 'complete' | 'partial' | 'unstable';

/** What a file says about itself once it is open. Times in seconds. */
export interface FileFacts {
  /** Format in words, e.g. `OpenFAST binary, FileID 4`. */
  readonly format: string;
  readonly completeness: Completeness;
  readonly samples: number;
  /** Number of series where the format has a fixed list of them, else null. */
  readonly series: number | null;
  readonly startTime: number | null;
  readonly endTime: number | null;
  /** Planned end of the simulation where the format knows it. */
  readonly plannedEndTime: number | null;
  readonly warnings: readonly FileWarning[];
  /** The program and version that wrote the file, where it says so. */
  readonly writtenBy: string | null;
  /** What the file's author says of it. */
  readonly description?: string | null;
  /** State of the licence that the reader held while it had the file open, in the library's words, where that is readable. */
  readonly licence?: string;
  /** What reading it took, by what was counted: calls of a library, bytes read; asked for after `read`. */
  readonly counters?: Readonly<Record<string, number>>;
}

/** A series that a file has. `ref` is the reader's own number for it, unique within the open file. */
export interface ResolvedSeries {
  readonly ref: number;
  /** 0-based position in the file; the time column of a file of channels is 0. */
  readonly index: number;
  readonly object: string | null;
  readonly variable: string;
  readonly unit: string;
}

export type Resolution =
  | { readonly kind: 'found'; readonly series: readonly ResolvedSeries[] }
  | { readonly kind: 'missing'; readonly problem: SeriesProblem };

/** All series that share a period; each is delivered once. */
export interface PeriodRequest {
  readonly period: Period;
  readonly series: readonly ResolvedSeries[];
}

/**
 * Receives samples while a file is read. Blocks of one series arrive in time order; the arrays are
 * only valid during the call (a reader may reuse them).
 */
export interface SeriesSink {
  /**
   * `request` and `series` index into what was given to `read`; both arrays have the same length, which may be
   * any: multiples of 512 spare a copy, and so does `last`, which says that nothing more of the series follows.
   */
  block(request: number, series: number, times: Float64Array, values: Float64Array, last?: boolean): void;
  /** The series has no values for this period; nothing else is delivered for it. */
  problem(request: number, series: number, problem: SeriesProblem): void;
  /** Samples exist but something about them is worth telling; of one request's, where it is named. */
  warning(warning: FileWarning, request?: number): void;
}

/** A value that is no time series, or why there is none; `warning` where it is one with something to know about it. */
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
  | { readonly kind: 'missing'; readonly problem: SeriesProblem };

/** One open result file: the shape that every reader fits. Not shared between processes. */
export interface ResultsFile {
  /** Asked for again after `read`: what is counted may have grown. */
  readonly facts: FileFacts;
  /** Looks a request up; never throws for a series that does not exist. */
  resolve(request: SeriesRequest): Resolution;
  /**
   * Reads each requested series once; `requests` may be empty. Throws a fault when the file itself cannot be
   * read further.
   */
  read(requests: readonly PeriodRequest[], sink: SeriesSink): Promise<void>;
  /**
   * One value: a number or text for static results and data, curves for range graphs. Asked once per distinct key,
   * before `read`; never throws for what the file lacks. A format without such values leaves it out.
   */
  value?(key: ValueKey): Promise<ValueAnswer>;
  close(): void;
}
