import {
  extract,
  type FileResult,
  planReads,
  type Reader,
  type SeriesKey,
  UNPACED,
  WHOLE,
} from '@ballast/results-model';

type Key = Partial<SeriesKey> & Pick<SeriesKey, 'variable'>;

/** One column per key, through the same plan as batches use. */
export async function readKeys(reader: Reader, path: string, keys: readonly Key[]): Promise<FileResult> {
  const columns = keys.map((key) => ({
    kind: 'series' as const,
    object: null,
    at: null,
    period: WHOLE,
    statistics: [],
    label: null,
    transform: null,
    ...key,
  }));
  const plan = planReads([{ name: 't', layout: 'long', columns }]);
  const file = await reader.open(path, UNPACED);
  try {
    return await extract(file, plan);
  } finally {
    file.close();
  }
}
