import type { FileResult } from '../plan/file-result.ts';
import type { ReadPlan } from '../plan/read-plan.ts';
import type { SeriesProblem } from '../reader/results-file.ts';
import { periodText } from '../series/period.ts';
import { stemOf } from './labels.ts';
import { keyResult, plannedColumns, seriesAt } from './table-columns.ts';
import type { TableSpec } from './table-spec.ts';

/** Why cells of one input are empty in one table. */
export interface CellProblem {
  /** The column's label without statistic and without `#2`: `<label>`, `<variable>` or `<object>_<variable>`. */
  readonly label: string;
  /** Tells columns apart that share a label. */
  readonly period: string;
  readonly problem: SeriesProblem;
}

/** Each problem of a label and period once, in the order of columns; none for an input without result. */
export function cellProblems(spec: TableSpec, plan: ReadPlan, result: FileResult | null): CellProblem[] {
  if (result === null) return [];
  const problems = new Map<string, CellProblem>();
  for (const planned of plannedColumns(spec, plan)) {
    const { column } = planned;
    const { key, series, problem } = keyResult(result, planned);
    const period = periodText(key.period);
    const add = (label: string, found: SeriesProblem | null): void => {
      if (found === null) return;
      const text = JSON.stringify([label, period, found.code, found.message]);
      if (!problems.has(text)) problems.set(text, { label, period, problem: found });
    };
    add(stemOf(column, column), problem);
    for (const position of series) {
      const one = seriesAt(result, position);
      add(stemOf(column, one), one.problem);
    }
  }
  return [...problems.values()];
}
