import type { SamplesPlan } from '@ballast/results-model';

/** Which of the files with time series of an input: one of each table and format. */
export type SamplesFile = Pick<SamplesPlan, 'table' | 'format'>;

/**
 * The file with an attempt's time series for one table in one format, next to its result file. The record that publishes one
 * publishes the other: it exists whenever the result file does.
 */
export function samplesOf(result: string, { table, format = 'csv' }: SamplesFile): string {
  return result.replace(/\.json$/, `.${table}.${format}`);
}

const ENDING = /^(\d+)\.(csv|xlsx|parquet)$/;

/** Whether a name is that of a result with this name and time series of it. */
export function isSamplesOf(result: string, name: string): boolean {
  const stem = result.replace(/json$/, '');
  return name.startsWith(stem) && ENDING.test(name.slice(stem.length));
}
