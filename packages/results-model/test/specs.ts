import { type Period, WHOLE } from '../src/series/period.ts';
import type { ColumnSpec, TableSpec } from '../src/table/table-spec.ts';

export function range(from: number | null, to: number | null): Period {
  return { kind: 'range', from, to };
}

/** A column of a variable of no object, over the whole file, without a label, unless said otherwise. */
export function column(variable: string, more: Partial<ColumnSpec> = {}): ColumnSpec {
  return {
    object: null,
    variable,
    at: null,
    period: WHOLE,
    statistics: ['min', 'max'],
    label: null,
    ...more,
  };
}

export function table(layout: TableSpec['layout'], ...columns: ColumnSpec[]): TableSpec {
  return { name: 'test', layout, columns };
}
