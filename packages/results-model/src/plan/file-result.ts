import type { FileFacts, SeriesProblem } from '../reader/results-file.ts';
import type { SeriesKey } from '../series/series-key.ts';
import type { Statistics } from '../statistics/statistic.ts';
import type { RangeStatistics } from '../values/range-statistics.ts';
import type { ValueKey } from '../values/value-key.ts';

/** Statistics of one series of one file, or why there are none. */
export interface SeriesResult {
  readonly index: number;
  readonly object: string | null;
  readonly variable: string;
  readonly unit: string;
  /** Null where `problem` says why. */
  readonly statistics: Statistics | null;
  readonly problem: SeriesProblem | null;
}

/** What one distinct key of the read plan came to in this file. */
export interface KeyResult {
  readonly key: SeriesKey;
  /** Positions in `FileResult.series`; more than one for a wildcard, none when `problem` is set. */
  readonly series: readonly number[];
  readonly problem: SeriesProblem | null;
}

/** What one distinct value of the read plan is in this file. */
export interface ValueResult {
  readonly key: ValueKey;
  readonly unit: string;
  /** Of static results and data; null for a range graph and where `problem` says why. */
  readonly value: number | string | null;
  /** Of a range graph; else null. */
  readonly range: RangeStatistics | null;
  readonly problem: SeriesProblem | null;
}

/** Extremes of a driver with their times, and what the linked series are at the same samples, in the plan's order. */
export interface LinkedExtremes {
  readonly max: number;
  readonly tMax: number;
  readonly atMax: readonly (number | null)[];
  readonly min: number;
  readonly tMin: number;
  readonly atMin: readonly (number | null)[];
}

/** What one link of the read plan came to in this file. */
export interface LinkResult {
  /** Null where the driver has no extremes: its key or series says why. */
  readonly extremes: LinkedExtremes | null;
  /** What is wrong between series that are right by themselves. */
  readonly problem: SeriesProblem | null;
}

/** Everything extracted from one file: JSON-serialisable, independent of any table's layout. */
export interface FileResult {
  readonly facts: FileFacts;
  /** In the order of the plan, as `values` and `links` are. */
  readonly keys: readonly KeyResult[];
  readonly series: readonly SeriesResult[];
  readonly values: readonly ValueResult[];
  readonly links: readonly LinkResult[];
}
