import type { FileWarning } from '../reader/results-file.ts';
import { periodText } from '../series/period.ts';
import type { StatisticsAccumulator } from '../statistics/accumulator.ts';
import type { WantedSeries } from './resolve-plan.ts';

/** Further series with samples that are not finite share one warning, since a broken file has hundreds of them. */
const NAMED_SERIES = 20;
/** Maximum number of columns that a warning about a whole period names. */
const NAMED_COLUMNS = 5;

interface Spoilt extends WantedSeries {
  readonly accumulator: StatisticsAccumulator;
}

/** A warning for each of the first series with samples that are not finite, and one for all others. */
export function spoiltWarnings(spoilt: readonly Spoilt[]): FileWarning[] {
  const named = spoilt.slice(0, NAMED_SERIES).map(nonFiniteWarning);
  const rest = spoilt.slice(NAMED_SERIES);
  return [...named, ...(rest.length === 0 ? [] : [summary(rest)])];
}

/** Adds the columns that the warning is about, if any. */
export function columnsWarning(warning: FileWarning, columns: readonly WantedSeries[]): FileWarning {
  const names = [...new Set(columns.map(({ series: { object, variable } }) => columnName(object, variable)))];
  return names.length === 0 ? warning : withColumns(warning, names);
}

/** `names` are the columns as users know them, at least one. */
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

/** For series sampled at other times than the first one of their period: rows of a table cannot hold both. */
export function timesWarnings(series: readonly WantedSeries[]): FileWarning[] {
  if (series.length === 0) return [];
  const message =
    'series that were sampled at other times than the first one of their period are left out of rows with several series';
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
