import { analysisColumns, analysisRows } from '../src/analyses/analyse.ts';
import { toAnalyse } from '../src/analyses/analysed-series.ts';
import type { Analysis } from '../src/analyses/analysis.ts';
import type { Cell } from '../src/table/style/csv.ts';

/** The rows of one series as objects by the names of the columns; without times for steps of a second. */
export function rowsOf(
  analysis: Analysis,
  values: ArrayLike<number>,
  times: ArrayLike<number> = Array.from(values, (_, i) => i),
): Record<string, Cell>[] {
  const samples = { times: Float64Array.from(times), values: Float64Array.from(values) };
  const columns = analysisColumns(analysis);
  const rows = analysisRows([toAnalyse({ name: 'My', unit: 'kN' }, samples)], analysis);
  return rows.map((cells) => {
    if (cells.length !== columns.length)
      throw new Error(`${cells.length} cells in ${columns.length} columns`);
    return Object.fromEntries(columns.map((name, i) => [name, cells[i] ?? null]));
  });
}
