import { analysisRows } from '../analyses/analyse.ts';
import { type ToAnalyse, toAnalyse } from '../analyses/analysed-series.ts';
import { seriesName } from '../table/columns/labels.ts';
import type { Collector } from './collector.ts';
import type { AnalysisResult } from './file-result.ts';
import type { AnalysisPlan, PlannedLabel } from './read-plan.ts';
import type { ResolvedPlan } from './resolve-plan.ts';

/** The rows of one analysis of one file. */
export function analysisResult(
  { analysis, columns }: AnalysisPlan,
  resolved: ResolvedPlan,
  collector: Collector,
): AnalysisResult {
  const rows = analysisRows(analysedSeries(columns, resolved, collector), analysis);
  return { rows: rows.map((cells) => cells.map(plainCell)) };
}

/** The series of the columns, in their order; a wildcard has all of the file's. */
export function analysedSeries(
  columns: readonly PlannedLabel[],
  { keys, wanted }: Pick<ResolvedPlan, 'keys' | 'wanted'>,
  collector: Collector,
): ToAnalyse[] {
  return columns.flatMap(({ key: number, label }): ToAnalyse[] => {
    const resolved = keys[number];
    if (resolved === undefined) throw new Error(`defect: the plan has no key ${number}`);
    const { key, problem } = resolved;
    const named = seriesName(key.object, key.variable);
    if (resolved.wanted.length === 0)
      return [{ name: label ?? named, unit: '', reason: problem?.message ?? 'the file has no such series' }];
    return resolved.wanted.map((position) => {
      const series = wanted[position]?.series;
      const name = label ?? (series === undefined ? named : seriesName(series.object, series.variable));
      return toAnalyse({ name, unit: series?.unit ?? '' }, collector.samples(position));
    });
  });
}

/** As JSON has it: no negative zero, and no number beyond the largest double. */
function plainCell(cell: string | number | null): string | number | null {
  if (typeof cell !== 'number') return cell;
  return Number.isFinite(cell) ? cell + 0 : null;
}
