/**
 * The file with an attempt's time series for one table, next to its result file. The record that publishes one publishes
 * the other: it exists whenever the result file does.
 */
export function samplesOf(result: string, table: number): string {
  return result.replace(/\.json$/, `.${table}.csv`);
}
