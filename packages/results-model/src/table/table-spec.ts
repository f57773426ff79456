import type { ColumnSpec } from './column-spec.ts';
import type { TableStyle } from './table-style.ts';

export const LAYOUTS = ['long', 'wide', 'linked', 'time-series'] as const;
export type Layout = (typeof LAYOUTS)[number];

/** Where a wide table prints the units of its columns: behind their labels, in a row below them, or not at all. */
export const UNIT_PLACES = ['none', 'header', 'row'] as const;
export type UnitPlace = (typeof UNIT_PLACES)[number];

/**
 * `long`: one row per input and series. `wide`: one row per input, a column per label. `linked`: one row per input and
 * column. `time-series`: a separate file for every input, one row per sample.
 *
 * Linked tables have linked columns only, and no other table has them. Tables of time series have series columns only,
 * all of one period; their statistics are ignored.
 */
export interface TableSpec {
  readonly name: string;
  readonly layout: Layout;
  readonly columns: readonly ColumnSpec[];
  /** Wide tables only; `none` if absent. */
  readonly units?: UnitPlace;
  /** `PLAIN_STYLE` if absent. */
  readonly style?: TableStyle;
}
