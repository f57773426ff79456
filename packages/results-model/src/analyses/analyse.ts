import type { Cell } from '../table/style/csv.ts';
import type { AnalysedSeries, Rows, ToAnalyse } from './analysed-series.ts';
import type { Analysis } from './analysis.ts';
import { CROSSING_COLUMNS, crossingRows, PEAK_COLUMNS, peakRows } from './crossing-rows.ts';
import { CYCLE_COLUMNS, cycleRows, MARKOV_COLUMNS, markovRows } from './cycle-rows.ts';
import { extremeColumns, extremeRows } from './extreme-rows.ts';
import { LINE_COLUMNS, lineRows, MOMENT_COLUMNS, momentRows } from './spectrum-rows.ts';
import { windowColumns, windowRows } from './window-rows.ts';

/** Columns that every row of an analysis begins with. */
const SERIES_COLUMNS = ['series', 'unit'] as const;

/** The columns of an analysis, without those about the input. */
export function analysisColumns(analysis: Analysis): string[] {
  return [...SERIES_COLUMNS, ...ownColumns(analysis)];
}

/** The rows of all series. One that cannot be analysed has one row, with the reason if there is a column for it. */
export function analysisRows(series: readonly ToAnalyse[], analysis: Analysis): Rows {
  const columns = ownColumns(analysis);
  return series.flatMap((one) => {
    const rows =
      'reason' in one
        ? [columns.map((name) => (name === 'reason' ? one.reason : null))]
        : ownRows(one, analysis);
    return rows.map((cells): Cell[] => [one.name, one.unit, ...cells]);
  });
}

function ownColumns(analysis: Analysis): readonly string[] {
  switch (analysis.kind) {
    case 'rainflow':
      return analysis.markov === null ? CYCLE_COLUMNS : MARKOV_COLUMNS;
    case 'spectrum':
      return analysis.output === 'lines' ? LINE_COLUMNS : MOMENT_COLUMNS;
    case 'crossings':
      return CROSSING_COLUMNS;
    case 'peaks':
      return PEAK_COLUMNS;
    case 'extreme':
      return extremeColumns(analysis);
    case 'windows':
      return windowColumns(analysis);
  }
}

function ownRows(series: AnalysedSeries, analysis: Analysis): Rows {
  switch (analysis.kind) {
    case 'rainflow':
      return analysis.markov === null
        ? cycleRows(series, analysis)
        : markovRows(series, analysis, analysis.markov);
    case 'spectrum':
      return analysis.output === 'lines' ? lineRows(series, analysis) : momentRows(series, analysis);
    case 'crossings':
      return crossingRows(series, analysis);
    case 'peaks':
      return peakRows(series, analysis);
    case 'extreme':
      return extremeRows(series, analysis);
    case 'windows':
      return windowRows(series, analysis);
  }
}
