import { reductionLabel } from '../../reduction/reduction.ts';
import { isWildcard } from '../../series/wildcard.ts';
import { STATISTICS, type StatisticName } from '../../statistics/statistic.ts';
import { RANGE_STATISTICS, type RangeStatisticName } from '../../values/range-statistics.ts';
import type { DataColumn, RangeGraphColumn, SeriesColumn, StaticColumn } from './column-spec.ts';

/** The statistics that a column requests, each once, in the order that tables print them. */
export function statisticsRequested(column: SeriesColumn): StatisticName[] {
  return STATISTICS.filter((name) => column.statistics.includes(name));
}

/** The same for a range graph. */
export function rangeStatisticsRequested(column: RangeGraphColumn): RangeStatisticName[] {
  return RANGE_STATISTICS.filter((name) => column.statistics.includes(name));
}

/** `<variable>` or `<object>_<variable>`. */
export function seriesName(object: string | null, variable: string): string {
  return object === null ? variable : `${object}_${variable}`;
}

/**
 * The part of a label before the statistic. One label cannot name all the series of a wildcard, so those keep their own
 * names.
 */
export function stemOf(column: SeriesColumn, series: { object: string | null; variable: string }): string {
  if (isWildcard(column.variable)) return seriesName(series.object, series.variable);
  return column.label ?? seriesName(column.object, column.variable);
}

/** The ends of a column's labels: its statistics, then its reductions. */
export function seriesEndings(column: SeriesColumn): string[] {
  return [...statisticsRequested(column), ...(column.reductions ?? []).map(reductionLabel)];
}

/** `<stem>_<ending>`, or exactly the given label if the column has only one ending. */
export function labelOf(column: SeriesColumn, stem: string, ending: string): string {
  const exact = column.label !== null && !isWildcard(column.variable) && seriesEndings(column).length === 1;
  return exact ? stem : `${stem}_${ending}`;
}

/** The label of a value without its statistic: `<label>`, `<object>_<variable>_static` and so on. */
export function valueStem(column: StaticColumn | DataColumn | RangeGraphColumn): string {
  if (column.label !== null) return column.label;
  switch (column.kind) {
    case 'static':
      return `${seriesName(column.object, column.variable)}_static`;
    case 'data':
      return `${seriesName(column.object, column.name)}${column.index === null ? '' : `[${column.index}]`}`;
    case 'range-graph':
      return `${seriesName(column.object, column.variable)}_range`;
  }
}

/** One label for a static result or data; for a range graph one per statistic, by the rule of `labelOf`. */
export function valueLabels(column: StaticColumn | DataColumn | RangeGraphColumn): string[] {
  const stem = valueStem(column);
  if (column.kind !== 'range-graph') return [stem];
  const requested = rangeStatisticsRequested(column);
  return column.label !== null && requested.length === 1
    ? [stem]
    : requested.map((name) => `${stem}_${name}`);
}

/** Gives the second and later uses of a label the suffixes `#2`, `#3`, skipping those already in use. */
export function distinctLabels(labels: readonly string[], taken: readonly string[]): string[] {
  const used = new Set(taken);
  const counts = new Map(taken.map((label) => [label, 1]));
  return labels.map((label) => {
    let count = (counts.get(label) ?? 0) + 1;
    while (used.has(suffixed(label, count))) count++;
    counts.set(label, count);
    used.add(suffixed(label, count));
    return suffixed(label, count);
  });
}

function suffixed(label: string, count: number): string {
  return count === 1 ? label : `${label}#${count}`;
}
