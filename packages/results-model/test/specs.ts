import { type Period, WHOLE } from '../src/series/period.ts';
import type {
  ColumnSpec,
  DataColumn,
  LinkedColumn,
  RangeGraphColumn,
  SeriesColumn,
  StaticColumn,
} from '../src/table/columns/column-spec.ts';
import { PLAIN_STYLE, type TableStyle } from '../src/table/style/table-style.ts';
import type { TableSpec } from '../src/table/table-spec.ts';

export function range(from: number | null, to: number | null): Period {
  return { kind: 'range', from, to };
}

/** A column for a variable of no object, over the whole file, without a label, by default. */
export function column(variable: string, more: Partial<SeriesColumn> = {}): SeriesColumn {
  return {
    kind: 'series',
    object: null,
    variable,
    at: null,
    period: WHOLE,
    statistics: ['min', 'max'],
    label: null,
    transform: null,
    ...more,
  };
}

/** A linked column for variables of no object, the driver first. */
export function link(
  driver: string,
  linked: readonly string[],
  more: Partial<LinkedColumn> = {},
): LinkedColumn {
  const { object, at, transform, period, label } = column(driver);
  const others = linked.map((variable) => ({ object: null, variable, at: null, transform: null }));
  return { kind: 'linked', object, variable: driver, at, transform, linked: others, period, label, ...more };
}

export function staticOf(variable: string, more: Partial<StaticColumn> = {}): StaticColumn {
  return { kind: 'static', object: 'Line1', variable, at: null, label: null, transform: null, ...more };
}

export function dataOf(name: string, more: Partial<DataColumn> = {}): DataColumn {
  return { kind: 'data', object: 'Line1', name, index: null, label: null, ...more };
}

export function rangeGraph(variable: string, more: Partial<RangeGraphColumn> = {}): RangeGraphColumn {
  const { object, period, label, transform } = column(variable, { object: 'Line1' });
  const statistics = ['max', 'zMax'] as const;
  return {
    kind: 'range-graph',
    object,
    variable,
    period,
    along: null,
    statistics,
    label,
    transform,
    ...more,
  };
}

/** A table with a plain style except for the given parts. */
export function styled(spec: TableSpec, style: Partial<TableStyle>): TableSpec {
  return { ...spec, style: { ...PLAIN_STYLE, ...style } };
}

export function table(layout: TableSpec['layout'], ...columns: ColumnSpec[]): TableSpec {
  return { name: 'test', layout, columns };
}
