import { FaultError } from '@ballast/resource-model';
import type { FileWarning, LoadControl, ResultsFile } from '@ballast/results-model';
import type { InputFile } from '../files/input-file.ts';
import { findTextHeader, type HeaderAbsence } from './header.ts';
import { countRows, estimateRows } from './survey-rows.ts';
import { TextFile } from './text-file.ts';
import { loadText, streamText, type TextSource } from './text-source.ts';

/** Files up to this size are read by `open`. For larger ones `open` looks only at both ends, and `read` reads them. */
const MOST_IN_MEMORY = 64 * 1024 * 1024;

/** Opens a text output. For small files `file` is closed on return. If it throws, the caller must close `file`. */
export async function openText(
  file: InputFile,
  control: LoadControl,
  noticed: readonly FileWarning[],
): Promise<ResultsFile> {
  const isSmall = file.size <= MOST_IN_MEMORY;
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
  if (!('dataStart' in header)) throw headerFault(file, header);
  const estimated = source.inMemory ? null : await estimateRows(source, header, { ...head, size: file.size });
  const rows = estimated ?? (await countRows(source, header));
  if (rows.samples === 0) throw noSamplesFault(file, header.names.length);
  return new TextFile({
    nature: { header, noticed },
    source,
    rows,
    changed: (expected, found) => file.changed(expected, found),
  });
}

/** Why a text has no header: it is not this format, or it ends before its first row. */
export function headerFault(file: { readonly path: string }, { names }: HeaderAbsence): FaultError {
  return names === null ? unknownFault(file.path) : noSamplesFault(file, names);
}

function noSamplesFault({ path }: { readonly path: string }, names: number): FaultError {
  return new FaultError({
    code: 'NO_SAMPLES',
    message: `${path} has ${names} column names but no row of ${names} numbers below them`,
    hint: 'the simulation ended before its first output: check its own messages, then run it again',
    details: { path, names },
  });
}

function unknownFault(path: string): FaultError {
  return new FaultError({
    code: 'FORMAT_UNKNOWN',
    message: `${path} is not an OpenFAST output: it has neither a FileID of 1 to 4 at its start nor a line of names above rows of numbers`,
    hint: 'check that the pattern of the batch matches result files (.outb, .out) only',
    details: { path },
    class: 'wrong-format',
  });
}
