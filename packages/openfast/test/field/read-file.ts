import {
  extract,
  type FileResult,
  type Period,
  planReads,
  type SeriesResult,
  UNPACED,
  WHOLE,
} from '@ballast/results-model';
import { openfast } from '../../src/index.ts';

/** A file as its row in a table shows it: the status, and what was read or why nothing was. */
export interface ReadFile {
  readonly status: string;
  readonly series: readonly SeriesResult[];
  readonly warnings: FileResult['facts']['warnings'];
  /** The message and the hint of the fault. */
  readonly refusal: string | null;
}

/** Reads all channels of a file. */
export async function readFile(path: string, period: Period = WHOLE): Promise<ReadFile> {
  const column = {
    kind: 'series' as const,
    object: null,
    variable: '*',
    at: null,
    period,
    statistics: ['mean' as const],
    label: null,
    transform: null,
  };
  const plan = planReads([{ name: 'all', layout: 'long', columns: [column] }]);
  try {
    const file = await openfast.open(path, UNPACED);
    try {
      const { facts, series } = await extract(file, plan);
      const incomplete = series.some(({ problem }) => problem !== null);
      const status =
        facts.completeness === 'complete' ? (incomplete ? 'incomplete' : 'succeeded') : facts.completeness;
      return { status, series, warnings: facts.warnings, refusal: null };
    } finally {
      file.close();
    }
  } catch (error) {
    const { code, message, hint, class: meaning } = error as Record<string, string | undefined>;
    if (code === undefined) throw error;
    return { status: meaning ?? 'failed', series: [], warnings: [], refusal: `${message}; ${hint}` };
  }
}
