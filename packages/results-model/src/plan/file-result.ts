import type { FileFacts, SeriesProblem } from '../reader/results-file.ts';
import type { SeriesKey } from '../series/series-key.ts';
import type { Statistics } from '../statistics/statistic.ts';

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

/** Everything extracted from one file: JSON-serialisable, independent of any table's layout. */
export interface FileResult {
  readonly facts: FileFacts;
  readonly keys: readonly KeyResult[];
  readonly series: readonly SeriesResult[];
}
