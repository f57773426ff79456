import type { Analysis } from '../analyses/analysis.ts';
import type { SeriesKey } from '../series/series-key.ts';
import type { CsvStyle } from '../table/style/csv.ts';
import type { TableFormat } from '../table/table-spec.ts';
import type { ValueKey } from '../values/value-key.ts';

/** Linked series of one column: positions in `ReadPlan.keys`, all of one period. */
export interface LinkPlan {
  readonly driver: number;
  readonly linked: readonly number[];
}

/** One table of an analysis with rows in one file: the series that are analysed. */
export interface AnalysisPlan {
  readonly analysis: Analysis;
  readonly columns: readonly PlannedLabel[];
}

/** A series of a table, with its label; null for the series' own name. */
export interface PlannedLabel {
  /** A position in `ReadPlan.keys`. */
  readonly key: number;
  readonly label: string | null;
}

/** One file that every input has of a table of time series, or of an analysis with a file for each input. */
export interface SamplesPlan {
  /** Position of the table among the planned ones. */
  readonly table: number;
  readonly columns: readonly PlannedLabel[];
  /** Absent for the samples themselves. */
  readonly analysis?: Analysis;
  /** As in `TableStyle`. */
  readonly decimals: number | null;
  /** CSV if absent. */
  readonly format?: TableFormat;
  /** For CSV: `PLAIN_CSV` if absent. */
  readonly csv?: CsvStyle;
}

/**
 * What a batch extracts from each of its files: the distinct series, values and links of all tables, in first-use
 * order, and for each column of each table the position of its own. JSON-serialisable and the same for all files.
 */
export interface ReadPlan {
  readonly keys: readonly SeriesKey[];
  readonly values: readonly ValueKey[];
  readonly links: readonly LinkPlan[];
  readonly samples: readonly SamplesPlan[];
  /** Absent if no table has one. */
  readonly analyses?: readonly AnalysisPlan[];
  /** The names of all derived channels, for suggestions; absent if there are none. */
  readonly derived?: readonly string[];
  /** `columns[table][column]` is a position in `keys`, `values` or `links`, depending on the column's kind. */
  readonly columns: readonly (readonly number[])[];
}
