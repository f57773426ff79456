import type { Period } from '../series/period.ts';
import type { Position } from '../series/position.ts';
import type { StatisticName } from '../statistics/statistic.ts';

/** One column request of a table; it yields one table column a statistic. */
export interface ColumnSpec {
  readonly object: string | null;
  /** A variable or channel name; `*` for every series of the file. */
  readonly variable: string;
  readonly at: Position | null;
  readonly period: Period;
  readonly statistics: readonly StatisticName[];
  /** Replaces `<variable>` or `<object>_<variable>` in the column's name; null for the default. */
  readonly label: string | null;
}

/** `long`: one row per input and series; `wide`: one row per input, a column per label. */
export interface TableSpec {
  readonly name: string;
  readonly layout: 'long' | 'wide';
  readonly columns: readonly ColumnSpec[];
}
