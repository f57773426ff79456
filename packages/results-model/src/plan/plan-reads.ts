import { type SeriesKey, seriesKeyText } from '../series/series-key.ts';
import type { TableSpec } from '../table/table-spec.ts';
import type { ReadPlan } from './read-plan.ts';

/** One plan for all tables: a key that several columns or tables ask for is planned once, at its first use. */
export function planReads(tables: readonly TableSpec[]): ReadPlan {
  const keys: SeriesKey[] = [];
  const positions = new Map<string, number>();
  const columns = tables.map((table) =>
    table.columns.map(({ object, variable, at, period }) => {
      const key: SeriesKey = { object, variable, at, period };
      const text = seriesKeyText(key);
      const known = positions.get(text);
      if (known !== undefined) return known;
      positions.set(text, keys.length);
      return keys.push(key) - 1;
    }),
  );
  return { keys, columns };
}
