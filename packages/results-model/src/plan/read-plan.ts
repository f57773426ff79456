import type { SeriesKey } from '../series/series-key.ts';
import type { ValueKey } from '../values/value-key.ts';

/** Linked series of one column: positions in `ReadPlan.keys`, all of one period. */
export interface LinkPlan {
  readonly driver: number;
  readonly linked: readonly number[];
}

/** One table of time series: the content of its file for each input. */
export interface SamplesPlan {
  /** Position of the table among the planned ones. */
  readonly table: number;
  readonly columns: readonly {
    /** A position in `ReadPlan.keys`. */
    readonly key: number;
    /** Null for the series' own name. */
    readonly label: string | null;
  }[];
  /** As in `TableStyle`. */
  readonly decimals: number | null;
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
  /** `columns[table][column]` is a position in `keys`, `values` or `links`, depending on the column's kind. */
  readonly columns: readonly (readonly number[])[];
}
