import { type Analysis, hasFileForEachInput } from '../analyses/analysis.ts';
import type { CaseTable } from '../cases/case-table.ts';
import type { RunsTable } from '../runs/runs-table.ts';
import type { StatisticName } from '../statistics/statistic.ts';
import type { ColumnSpec, SeriesColumn } from './columns/column-spec.ts';
import type { CsvStyle } from './style/csv.ts';
import type { TableStyle } from './style/table-style.ts';

export const LAYOUTS = ['long', 'wide', 'linked', 'time-series', 'range-graph', 'range-envelope'] as const;
/**
 * `analysis` is the layout of the tables that have an `analysis`, `cases` of those over load cases, `averages` and `metrics`
 * of those over runs, `task` of what tasks of the user's own return.
 */
export type Layout = (typeof LAYOUTS)[number] | 'analysis' | 'cases' | 'task' | RunsTable['kind'];

/** Where a wide table prints the units of its columns: behind their labels, in a row below them, or not at all. */
export const UNIT_PLACES = ['none', 'header', 'row'] as const;
export type UnitPlace = (typeof UNIT_PLACES)[number];

/** What a table is written as. */
export const TABLE_FORMATS = ['csv', 'xlsx', 'parquet'] as const;
export type TableFormat = (typeof TABLE_FORMATS)[number];

/**
 * `long`: one row per input and series. `wide`: one row per input, a column per label. `linked`: one row per input and
 * column. `time-series`: a separate file for every input, one row per sample. `range-graph`: one row per input, range graph
 * and arc length. `range-envelope`: one row per range graph and arc length, over all inputs.
 *
 * Linked tables have linked columns only, and no other table has them. Tables of time series have series columns only,
 * all of one period; their statistics are ignored. Tables of range graphs have columns of that kind only, without statistics.
 */
export interface TableSpec {
  readonly name: string;
  readonly layout: Layout;
  readonly columns: readonly ColumnSpec[];
  /** What is computed from each series, in a table of layout `analysis` and no other. */
  readonly analysis?: Analysis;
  /** In a table of layout `cases` and no other. */
  readonly cases?: TableOfCases;
  /** In a table over runs, whose layout is its kind, and no other; such a table has no columns. */
  readonly runs?: RunsTable;
  /** Wide tables only; `none` if absent. */
  readonly units?: UnitPlace;
  /** `PLAIN_STYLE` if absent. */
  readonly style?: TableStyle;
  /** At least one, each once, in the order of `TABLE_FORMATS`; CSV alone if absent. */
  readonly formats?: readonly TableFormat[];
  /** `PLAIN_CSV` if absent. */
  readonly csv?: CsvStyle;
}

export interface TableOfCases {
  readonly table: CaseTable;
  /** The columns of the cases that come from outside: a file or the names of the inputs. */
  readonly columns: readonly string[];
  /** Case columns that are statistics of a channel. */
  readonly channels: readonly CaseChannel[];
}

export interface CaseChannel {
  readonly name: string;
  readonly column: SeriesColumn;
  readonly statistic: StatisticName;
}

/** What a table is written as. */
export function formatsOf({ formats = ['csv'] }: Pick<TableSpec, 'formats'>): readonly TableFormat[] {
  return formats;
}

/** Whether the table has a separate file for every input instead of rows in one file. */
export function hasInputFiles({ layout, analysis }: TableSpec): boolean {
  return layout === 'time-series' || (analysis !== undefined && hasFileForEachInput(analysis));
}
