import {
  type Analysis,
  type Cell,
  extract,
  type FileFacts,
  type FileResult,
  planReads,
  type ResultsFile,
  type SeriesColumn,
  type SeriesRequest,
  type Statistics,
  type TableSpec,
  UNPACED,
  WHOLE,
} from '@ballast/results-model';
import { analysisColumns } from '@ballast/results-model/analysis';
import { readerFor, type SurveyInput } from './survey-files.ts';

/** Numbers of one series, with the reason if there are none. */
export interface SeriesNumbers {
  readonly statistics: Statistics | null;
  /** Moments and periods by their labels, such as `Tp`; null unless asked for. */
  readonly spectrum: Readonly<Record<string, Cell>> | null;
  readonly problem: string | null;
}

export interface FileNumbers {
  readonly facts: FileFacts;
  /** In the order of the requests. */
  readonly series: readonly SeriesNumbers[];
}

/** Bytes of whole series that are held at a time; a spectrum needs the whole series. */
const MOST_HELD = 64 * 1024 * 1024;

const SPECTRUM: Analysis = {
  kind: 'spectrum',
  output: 'moments',
  segment: null,
  window: 'hann',
  overlap: 0.5,
  detrend: 'constant',
  band: null,
};

/** Reads a file in this process. Faults: those of the file. */
export async function fileNumbers(
  input: SurveyInput,
  requests: readonly SeriesRequest[],
  { spectrum }: { readonly spectrum: boolean },
): Promise<FileNumbers> {
  const reader = await readerFor(input);
  const file = await reader.open(input.path, UNPACED);
  try {
    const statistics = await extract(file, planReads([tableOf(requests)]));
    const spectra = spectrum ? await spectraOf(file, requests) : [];
    const series = statistics.keys.map((key, i): SeriesNumbers => {
      const found = statistics.series[key.series[0] ?? -1];
      const problem = key.problem ?? found?.problem ?? null;
      return {
        statistics: found?.statistics ?? null,
        spectrum: spectra[i] ?? null,
        problem: problem?.message ?? null,
      };
    });
    return { facts: statistics.facts, series };
  } finally {
    file.close();
  }
}

function tableOf(requests: readonly SeriesRequest[], analysis?: Analysis): TableSpec {
  const columns = requests.map((request): SeriesColumn => {
    const { object, variable, at } = request;
    return {
      kind: 'series',
      object,
      variable,
      at,
      period: WHOLE,
      statistics: [],
      label: null,
      transform: null,
    };
  });
  const name = 'inspect';
  return analysis === undefined
    ? { name, layout: 'long', columns }
    : { name, layout: 'analysis', analysis, columns };
}

/** Reads the file several times if its series do not fit into the memory that they may take. */
async function spectraOf(
  file: ResultsFile,
  requests: readonly SeriesRequest[],
): Promise<Readonly<Record<string, Cell>>[]> {
  const atOnce = Math.max(1, Math.floor(MOST_HELD / (16 * Math.max(1, file.facts.samples))));
  const columns = analysisColumns(SPECTRUM);
  const all: Readonly<Record<string, Cell>>[] = [];
  for (let from = 0; from < requests.length; from += atOnce) {
    const some = requests.slice(from, from + atOnce);
    // One table for each series: a series without samples has a row, too, but a name that repeats would be mixed up.
    const plan = planReads(some.map((request) => tableOf([request], SPECTRUM)));
    const result: FileResult = await extract(file, plan);
    for (const { rows } of result.analyses ?? [])
      all.push(Object.fromEntries(columns.map((name, i) => [name, rows[0]?.[i] ?? null])));
  }
  return all;
}
