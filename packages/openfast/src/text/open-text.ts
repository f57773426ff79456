import type { FileWarning, LoadControl, ResultsFile } from '@ballast/results-model';
import type { InputFile } from '../files/input-file.ts';
import { findTextHeader } from './head/header.ts';
import { loadText, streamText } from './load-text.ts';
import { headerFault, noSamplesFault, noSeriesFault } from './refusals.ts';
import { whyNoSeries } from './rows-check.ts';
import { countRows, estimateRows } from './survey-rows.ts';
import type { KnownRows } from './text-facts.ts';
import { TextFile } from './text-file.ts';
import { STREAM_BUFFER, type TextSource } from './text-source.ts';

/** Files up to this size are read by `open`. For larger ones `open` looks only at both ends, and `read` reads them. */
const MOST_IN_MEMORY = 64 * 1024 * 1024;

function isLoadedWhole(size: number): boolean {
  return size <= MOST_IN_MEMORY;
}

/** Bytes of a file of this size that stay in memory. */
export function heldOfText(size: number): number {
  return isLoadedWhole(size) ? size : STREAM_BUFFER;
}

/** Opens a text output. For small files `file` is closed on return. If it throws, the caller must close `file`. */
export async function openText(
  file: InputFile,
  control: LoadControl,
  noticed: readonly FileWarning[],
): Promise<ResultsFile> {
  const isSmall = isLoadedWhole(file.size);
  return openSource(file, isSmall ? await loadText(file, control) : streamText(file, control), noticed);
}

/** Opens a text output whose bytes come from `source`. */
export async function openSource(
  file: InputFile,
  source: TextSource,
  noticed: readonly FileWarning[],
): Promise<TextFile> {
  const head = await source.head();
  const header = findTextHeader(head.bytes, head.end);
  if (!('dataStart' in header)) throw headerFault(file.path, header);
  const refuse = (known: KnownRows): void => {
    if (known.samples === 0) throw noSamplesFault(file.path, header.names.length);
    const why = known.exact ? whyNoSeries(header, known, source.separated) : null;
    if (why !== null) throw noSeriesFault(file.path, why);
  };
  const estimated = source.inMemory ? null : await estimateRows(source, header, head);
  const rows = estimated ?? (await countRows(source, header));
  refuse(rows);
  return new TextFile({
    nature: { header, noticed },
    source,
    rows,
    changed: (expected, found) => file.changed(expected, found),
    refuse,
  });
}
