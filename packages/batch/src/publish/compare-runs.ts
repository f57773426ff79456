import type { ReaderName } from '@ballast/config';
import type { RunTotals } from '@ballast/results-model';

/** What reports of one run say differently: the position of a report, and the end of a sentence about it. */
export type ReportsCompared = (
  reports: readonly { readonly file: string; readonly totals: RunTotals }[],
) => readonly { readonly report: number; readonly message: string }[];

/** Only the ONE simulator writes several files of one run that repeat figures of each other. */
export async function comparisonOf(reader: ReaderName): Promise<ReportsCompared> {
  if (reader !== 'one') return () => [];
  const { compareReports } = await import('@ballast/one-reports');
  return compareReports;
}
