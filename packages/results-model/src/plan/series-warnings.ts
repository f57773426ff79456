import type { FileWarning } from '../reader/results-file.ts';
import { periodText } from '../series/period.ts';
import type { StatisticsAccumulator } from '../statistics/accumulator.ts';
import type { WantedSeries } from './resolve-plan.ts';

/** Further series with samples that are not finite share one warning: a broken file has hundreds. */
const NAMED_SERIES = 20;
/** Columns that a warning about all of a period names. */
const NAMED_COLUMNS = 5;

interface Spoilt extends WantedSeries {
  readonly accumulator: StatisticsAccumulator;
}

/** A warning for each of the first series that have samples that are not finite, and one for the others. */
export function spoiltWarnings(spoilt: readonly Spoilt[]): FileWarning[] {
  const named = spoilt.slice(0, NAMED_SERIES).map(nonFiniteWarning);
  const rest = spoilt.slice(NAMED_SERIES);
  return [...named, ...(rest.length === 0 ? [] : [summary(rest)])];
}

/** The warning with the columns that it is about, where it is about some. */
export function columnsWarning(warning: FileWarning, columns: readonly WantedSeries[]): FileWarning {
  const names = [...new Set(columns.map(({ series: { object, variable } }) => columnName(object, variable)))];
  return names.length === 0 ? warning : withColumns(warning, names);
}

/** `names` as people know the columns, at least one. */
export function withColumns(warning: FileWarning, names: readonly string[]): FileWarning {
  const more = names.length > NAMED_COLUMNS ? ` and ${names.length - NAMED_COLUMNS} more` : '';
  const which = `${names.slice(0, NAMED_COLUMNS).join(', ')}${more}`;
  const what = names.length === 1 ? 'column' : 'columns';
  return {
    ...warning,
    message: `${warning.message.replace(/\.$/, '')} (${what} ${which})`,
    details: { ...warning.details, columns: names.length },
  };
}

/** Of series that were not sampled when the first one of their period was: rows of a table cannot hold both. */
export function timesWarnings(series: readonly WantedSeries[]): FileWarning[] {
  if (series.length === 0) return [];
  const message =
    'Series were sampled at other times than the first one of their period and are left out where samples stand side by side.';
  return [columnsWarning({ code: 'TIMES_DIFFER', message }, series)];
}

function columnName(object: string | null, variable: string): string {
  return object === null ? variable : `${object} ${variable}`;
}

function nonFiniteWarning({ series, period, accumulator }: Spoilt): FileWarning {
  const { index, object, variable } = series;
  const count = accumulator.nonFinite;
  const { n } = accumulator.result();
  const name = object === null ? `"${variable}"` : `"${variable}" of "${object}"`;
  return {
    code: 'NON_FINITE_SAMPLES',
    message: `${name} (series ${index}, period ${periodText(period)}) has ${count} samples of ${n} that are NaN or infinite; it has no statistics but n`,
    details: { object, variable, index, period: periodText(period), count, n },
  };
}

function summary(rest: readonly Spoilt[]): FileWarning {
  const count = rest.reduce((sum, item) => sum + item.accumulator.nonFinite, 0);
  return {
    code: 'NON_FINITE_SAMPLES',
    message: `${rest.length} further series have ${count} samples that are NaN or infinite`,
    details: { series: rest.length, count },
  };
}
