import type { FileResult, KeyResult, SeriesResult } from '../plan/file-result.ts';
import type { ReadPlan } from '../plan/read-plan.ts';
import { sameSeriesKey, seriesKeyText } from '../series/series-key.ts';
import type { ColumnSpec, TableSpec } from './table-spec.ts';

/** A column of a table beside the position of its key in the plan, which is its position in every result. */
export interface PlannedColumn {
  readonly column: ColumnSpec;
  readonly key: number;
}

/** Throws for a plan that was not made from this table: a defect of the caller. */
export function plannedColumns(spec: TableSpec, plan: ReadPlan): PlannedColumn[] {
  const positions = new Map(plan.keys.map((key, position) => [seriesKeyText(key), position]));
  return spec.columns.map((column) => {
    const key = positions.get(seriesKeyText(column));
    if (key === undefined)
      throw new Error(`The plan lacks "${column.variable}" of the table "${spec.name}".`);
    return { column, key };
  });
}

/** Throws for a result of another plan: a defect of the caller. */
export function keyResult(result: FileResult, { column, key }: PlannedColumn): KeyResult {
  const found = result.keys[key];
  if (found === undefined || !sameSeriesKey(found.key, column)) {
    throw new Error(`The result does not follow the plan: its key ${key} is not "${column.variable}".`);
  }
  return found;
}

/** The series of a key; positions outside of the result are a defect of its writer. */
export function seriesAt(result: FileResult, position: number): SeriesResult {
  const series = result.series[position];
  if (series === undefined) throw new Error(`The result has no series ${position} but a key that wants it.`);
  return series;
}
