import type { Figure, FileFacts, SeriesProblem } from '../reader/results-file.ts';
import type { SeriesKey } from '../series/series-key.ts';
import type { Statistics } from '../statistics/statistic.ts';
import type { Cell } from '../table/style/csv.ts';
import type { TaskResult } from '../task/task-result.ts';
import type { RangeStatistics } from '../values/range-statistics.ts';
import type { StoredCurves } from '../values/stored-curves.ts';
import type { ValueKey } from '../values/value-key.ts';

/** Statistics of one series of one file, or the problem why there are none, or only `n`. */
export interface SeriesResult {
  readonly index: number;
  readonly object: string | null;
  readonly variable: string;
  readonly unit: string;
  /** Null if there is no sample; all but `n` are null if a sample is not finite. In both cases there is a `problem`. */
  readonly statistics: Statistics | null;
  readonly problem: SeriesProblem | null;
}

/** The outcome of one distinct key of the read plan in this file. */
export interface KeyResult {
  readonly key: SeriesKey;
  /** Positions in `FileResult.series`; more than one for a wildcard, none if there is a `problem`. */
  readonly series: readonly number[];
  /** By series, then by reduction of the key, null for a number that does not exist; absent if the key has none. */
  readonly reductions?: readonly (readonly (number | null)[])[];
  readonly problem: SeriesProblem | null;
}

/** The outcome of one distinct value of the read plan in this file. */
export interface ValueResult {
  readonly key: ValueKey;
  readonly unit: string;
  /** For static results and data; null for a range graph or if there is a `problem`. */
  readonly value: number | string | null;
  /** For a range graph; otherwise null. */
  readonly range: RangeStatistics | null;
  /** For a key that wants all points of a range graph, and no other. */
  readonly curves?: StoredCurves;
  /** For a key that wants all figures of a file, and no other. */
  readonly figures?: readonly Figure[];
  readonly problem: SeriesProblem | null;
}

/** Extremes of a driver with their times, and the values of the linked series at the same samples, in the plan's order. */
export interface LinkedExtremes {
  readonly max: number;
  readonly tMax: number;
  readonly atMax: readonly (number | null)[];
  readonly min: number;
  readonly tMin: number;
  readonly atMin: readonly (number | null)[];
}

/** The outcome of one link of the read plan in this file. */
export interface LinkResult {
  /** Null if the driver has no extremes: its key or series has the problem. */
  readonly extremes: LinkedExtremes | null;
  /** A problem between series that have no problem of their own. */
  readonly problem: SeriesProblem | null;
}

/** The rows of one analysis in this file: cells in the order of its columns. */
export interface AnalysisResult {
  readonly rows: readonly (readonly Cell[])[];
}

/** Everything extracted from one file: JSON-serialisable, independent of the layout of any table. */
export interface FileResult {
  readonly facts: FileFacts;
  /** In the order of the plan, like `values` and `links`. */
  readonly keys: readonly KeyResult[];
  readonly series: readonly SeriesResult[];
  readonly values: readonly ValueResult[];
  readonly links: readonly LinkResult[];
  /** In the order of `ReadPlan.analyses`; absent if that is. */
  readonly analyses?: readonly AnalysisResult[];
  /** Of a task of the user's own, and of no other. */
  readonly task?: TaskResult;
}
