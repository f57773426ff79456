import type { SeriesKey } from '../series/series-key.ts';
import type { ValueKey } from '../values/value-key.ts';

/** Linked series of one column; positions in `ReadPlan.keys`, all of one period. */
export interface LinkPlan {
  readonly driver: number;
  readonly linked: readonly number[];
}

/** One table of time series: what every input's file of it holds. */
export interface SamplesPlan {
  /** Position of the table among those that were planned. */
  readonly table: number;
  readonly columns: readonly {
    /** A position in `ReadPlan.keys`. */
    readonly key: number;
    /** Null for the series' own name. */
    readonly label: string | null;
  }[];
  /** As `TableStyle` has it. */
  readonly decimals: number | null;
}

/**
 * What a batch extracts from each of its files: the distinct series, values and links of all tables, in first-use order,
 * and for every column of every table the position of its own. JSON-serialisable; the same for all files.
 */
export interface ReadPlan {
  readonly keys: readonly SeriesKey[];
  readonly values: readonly ValueKey[];
  readonly links: readonly LinkPlan[];
  readonly samples: readonly SamplesPlan[];
  /** `columns[table][column]` is a position in `keys`, `values` or `links`, as the column's kind says. */
  readonly columns: readonly (readonly number[])[];
}
