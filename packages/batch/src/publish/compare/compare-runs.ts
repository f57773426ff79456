import type { ReaderName } from '@ballast/config';
import type { RunTotals } from '@ballast/results-model';

/** Compares reports of one run with each other. */
export interface ReportsCompared {
  readonly add: (report: { readonly file: string; readonly totals: RunTotals }) => void;
  /** The number of a report, in the order of `add`, and the end of a sentence about it. */
  readonly found: () => readonly { readonly report: number; readonly message: string }[];
}

const NOTHING: ReportsCompared = { add: () => undefined, found: () => [] };

/** Only the ONE simulator writes several files of one run that repeat figures of each other. */
export async function comparisonOf(reader: ReaderName, files: readonly string[]): Promise<ReportsCompared> {
  if (reader !== 'one') return NOTHING;
  const { runComparison } = await import('@ballast/one-reports');
  return runComparison(files);
}
