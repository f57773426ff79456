import { STATISTICS, type StatisticName } from '../statistics/statistic.ts';
import type { ColumnSpec } from './table-spec.ts';

/** Asks for every series of the file. */
export const WILDCARD = '*';

/** The statistics a column asks for, each once, in the order that tables print them. */
export function statisticsAsked(column: ColumnSpec): StatisticName[] {
  return STATISTICS.filter((name) => column.statistics.includes(name));
}

/** `<variable>` or `<object>_<variable>`. */
export function seriesName(object: string | null, variable: string): string {
  return object === null ? variable : `${object}_${variable}`;
}

/**
 * A label's part before the statistic. One label cannot name all the series of a wildcard, so those keep
 * their own names.
 */
export function stemOf(column: ColumnSpec, series: { object: string | null; variable: string }): string {
  if (column.variable === WILDCARD) return seriesName(series.object, series.variable);
  return column.label ?? seriesName(column.object, column.variable);
}

/** `<stem>_<statistic>`, or exactly the given label where the column asks for one statistic only. */
export function labelOf(column: ColumnSpec, stem: string, statistic: StatisticName): string {
  const exact = column.label !== null && column.variable !== WILDCARD && statisticsAsked(column).length === 1;
  return exact ? stem : `${stem}_${statistic}`;
}

/** Gives the second and later uses of a label the suffixes `#2`, `#3`, passing over those already in use. */
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
