import type { SeriesKey } from '../series/series-key.ts';

/**
 * What a batch extracts from each of its files: the distinct series keys of all tables, in first-use order,
 * and for every column of every table the position of its key. JSON-serialisable; the same for all files.
 */
export interface ReadPlan {
  readonly keys: readonly SeriesKey[];
  /** `columns[table][column]` is a position in `keys`. */
  readonly columns: readonly (readonly number[])[];
}
