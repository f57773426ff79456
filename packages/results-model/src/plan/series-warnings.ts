import type { FileWarning } from '../reader/results-file.ts';
import type { WantedSeries } from './resolve-plan.ts';

/** Maximum number of columns that a warning about a whole period names. */
const NAMED_COLUMNS = 5;

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
