import type { ColumnSpec } from './column-spec.ts';
import type { TableStyle } from './table-style.ts';

export const LAYOUTS = ['long', 'wide', 'linked', 'time-series'] as const;
export type Layout = (typeof LAYOUTS)[number];

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
  /** `PLAIN_STYLE` if absent. */
  readonly style?: TableStyle;
}
