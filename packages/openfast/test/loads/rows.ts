import type { Analysis } from '@ballast/results-model';
import { analysisColumns, analysisRows, type Samples, toAnalyse } from '@ballast/results-model/analysis';

export type NumberRow = Readonly<Record<string, number | null>>;

/** The rows that an analysis gives for one series, by the names of their columns. */
export function rowsOf(samples: Samples, analysis: Analysis): NumberRow[] {
  const columns = analysisColumns(analysis);
  const rows = analysisRows([toAnalyse({ name: 'series', unit: '' }, samples)], analysis);
  return rows.map((cells) =>
    Object.fromEntries(
      columns.map((name, i) => [name, typeof cells[i] === 'number' ? (cells[i] as number) : null]),
    ),
  );
}
