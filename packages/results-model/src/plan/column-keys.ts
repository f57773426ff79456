import type { Period } from '../series/period.ts';
import type { SeriesKey } from '../series/series-key.ts';
import type { Transform } from '../series/transform.ts';
import type {
  DataColumn,
  LinkedColumn,
  LinkedSeries,
  RangeGraphColumn,
  SeriesColumn,
  StaticColumn,
} from '../table/columns/column-spec.ts';
import type { ValueKey } from '../values/value-key.ts';

/** The series of a column. */
export function seriesKeyOf(column: SeriesColumn): SeriesKey {
  const { reductions = [] } = column;
  return { ...keyOf(column, column.period), ...(reductions.length === 0 ? {} : { reductions }) };
}

/** The driver of a linked column, then the linked series. */
export function linkedKeysOf(column: LinkedColumn): { driver: SeriesKey; linked: SeriesKey[] } {
  return {
    driver: keyOf(column, column.period),
    linked: column.linked.map((series) => keyOf(series, column.period)),
  };
}

function keyOf(
  { object, variable, at, except, transform, channels }: LinkedSeries,
  period: Period,
): SeriesKey {
  const left = except === undefined ? {} : { except };
  const derived = channels === undefined ? {} : { channels };
  return { object, variable, at, ...left, period, ...transformOf(transform), ...derived };
}

/** The value of a column. */
export function valueKeyOf(column: StaticColumn | DataColumn | RangeGraphColumn): ValueKey {
  switch (column.kind) {
    case 'static': {
      const { kind, object, variable, at } = column;
      return { kind, object, variable, at, ...transformOf(column.transform) };
    }
    case 'data': {
      const { kind, object, name, index } = column;
      return { kind, object, name, index };
    }
    case 'range-graph': {
      const { kind, object, variable, period, along } = column;
      const curves = column.statistics.length === 0 ? ({ curves: true } as const) : {};
      return { kind, object, variable, period, along, ...transformOf(column.transform), ...curves };
    }
  }
}

function transformOf(transform: Transform | null): { readonly transform?: Transform } {
  return transform === null ? {} : { transform };
}
