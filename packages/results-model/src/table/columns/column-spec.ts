import type { DerivedChannel } from '../../derived/derived-channel.ts';
import type { Reduction } from '../../reduction/reduction.ts';
import type { Period } from '../../series/period.ts';
import type { Position } from '../../series/position.ts';
import type { SeriesRequest } from '../../series/series-key.ts';
import type { Transform } from '../../series/transform.ts';
import type { StatisticName } from '../../statistics/statistic.ts';
import type { RangeStatisticName } from '../../values/range-statistics.ts';
import type { Along } from '../../values/value-key.ts';

/** Statistics of a time series; one table column per statistic. */
export interface SeriesColumn {
  readonly kind: 'series';
  readonly object: string | null;
  /** The name of a variable or channel, or a pattern for every series that matches. */
  readonly variable: string;
  /** As in `SeriesRequest`. */
  readonly except?: readonly string[];
  readonly at: Position | null;
  readonly period: Period;
  readonly statistics: readonly StatisticName[];
  /** Further columns after the statistics, in this order; none if absent. */
  readonly reductions?: readonly Reduction[];
  /** Replaces `<variable>` or `<object>_<variable>` in the column's name; null for the default. */
  readonly label: string | null;
  readonly transform: Transform | null;
  /** As in `SeriesRequest`. */
  readonly channels?: readonly DerivedChannel[];
}

/** One number of the static state. */
export interface StaticColumn {
  readonly kind: 'static';
  readonly object: string | null;
  readonly variable: string;
  readonly at: Position | null;
  readonly label: string | null;
  readonly transform: Transform | null;
}

/** One number or text of the model's data; `index` counts from 1, null for an item that is not a list. */
export interface DataColumn {
  readonly kind: 'data';
  readonly object: string | null;
  readonly name: string;
  readonly index: number | null;
  readonly label: string | null;
}

/** A variable along an object: one table column per statistic, or without statistics all points of its curves. */
export interface RangeGraphColumn {
  readonly kind: 'range-graph';
  readonly object: string | null;
  readonly variable: string;
  readonly period: Period;
  /** Null for the whole object. */
  readonly along: Along | null;
  readonly statistics: readonly RangeStatisticName[];
  readonly label: string | null;
  readonly transform: Transform | null;
}

/** A series whose value is taken at the extremes of another one. */
export interface LinkedSeries extends SeriesRequest {
  readonly transform: Transform | null;
}

/** The extremes of one series, the driver, and the values of others at the same samples. */
export interface LinkedColumn {
  readonly kind: 'linked';
  readonly object: string | null;
  readonly variable: string;
  readonly at: Position | null;
  readonly transform: Transform | null;
  readonly linked: readonly LinkedSeries[];
  readonly period: Period;
  readonly label: string | null;
  /** As in `SeriesRequest`, of the driver. */
  readonly channels?: readonly DerivedChannel[];
}

/** One column request of a table. */
export type ColumnSpec = SeriesColumn | StaticColumn | DataColumn | RangeGraphColumn | LinkedColumn;
