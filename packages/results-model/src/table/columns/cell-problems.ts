import type { FileResult } from '../../plan/file-result.ts';
import type { ReadPlan } from '../../plan/read-plan.ts';
import type { SeriesProblem } from '../../reader/results-file.ts';
import { periodText } from '../../series/period.ts';
import type { TableSpec } from '../table-spec.ts';
import { seriesName, stemOf, valueStem } from './labels.ts';
import {
  keyResult,
  linkResult,
  type PlannedColumn,
  plannedColumns,
  seriesAt,
  valueResult,
} from './table-columns.ts';

/** Why cells of one input are empty in one table. */
export interface CellProblem {
  /** The column's label without statistic and without `#2`: `<label>`, `<variable>` or `<object>_<variable>`. */
  readonly label: string;
  /** Distinguishes columns that share a label; empty for columns without a period. */
  readonly period: string;
  readonly problem: SeriesProblem;
}

/** Each problem of a label and period once, in the order of columns; none for an input without result. */
export function cellProblems(spec: TableSpec, plan: ReadPlan, result: FileResult | null): CellProblem[] {
  if (result === null) return [];
  const problems = new Map<string, CellProblem>();
  for (const planned of plannedColumns(spec, plan)) {
    for (const { label, period, problem } of problemsOf(planned, plan, result)) {
      if (problem === null) continue;
      const text = JSON.stringify([label, period, problem.code, problem.message]);
      if (!problems.has(text)) problems.set(text, { label, period, problem });
    }
  }
  return [...problems.values()];
}

type Found = Omit<CellProblem, 'problem'> & { readonly problem: SeriesProblem | null };

function problemsOf(planned: PlannedColumn, plan: ReadPlan, result: FileResult): Found[] {
  switch (planned.kind) {
    case 'series': {
      const { column } = planned;
      const { key, series, problem } = keyResult(result, planned);
      const period = periodText(key.period);
      const found = series.map((position) => seriesAt(result, position));
      return [
        { label: stemOf(column, column), period, problem },
        ...found.map((one) => ({ label: stemOf(column, one), period, problem: one.problem })),
      ];
    }
    case 'value': {
      const { column } = planned;
      const period = column.kind === 'range-graph' ? periodText(column.period) : '';
      return [{ label: valueStem(column), period, problem: valueResult(result, planned).problem }];
    }
    case 'link': {
      const { column, position } = planned;
      const label = column.label ?? seriesName(column.object, column.variable);
      const period = periodText(column.period);
      const { driver = -1, linked = [] } = plan.links[position] ?? {};
      const ofSeries = [driver, ...linked].flatMap((key) => keyProblems(result, key));
      return [linkResult(result, planned).problem, ...ofSeries].map((problem) => ({
        label,
        period,
        problem,
      }));
    }
  }
}

/** The problems of a key and of its series. */
function keyProblems(result: FileResult, position: number): (SeriesProblem | null)[] {
  const key = result.keys[position];
  if (key === undefined) throw new Error(`defect: the result has no key ${position}`);
  return [key.problem, ...key.series.map((series) => seriesAt(result, series).problem)];
}
