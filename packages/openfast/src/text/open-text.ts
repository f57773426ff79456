import { FaultError } from '@ballast/resource-model';
import type { FileFacts, FileWarning, LoadControl, ResultsFile } from '@ballast/results-model';
import type { InputFile } from '../files/input-file.ts';
import { writtenBy } from '../files/written-by.ts';
import type { TimeSpan } from '../series/time-window.ts';
import { findTextHeader, type HeaderAbsence, type TextHeader } from './header.ts';
import { type CountedRows, lineWarnings } from './line-warnings.ts';
import { RowWalker } from './row-walker.ts';
import { TextFile } from './text-file.ts';
import { loadText, streamText, type TextSource } from './text-source.ts';

/** Files up to this size are read once by `open`; larger ones are walked twice, here and by `read`. */
const MOST_IN_MEMORY = 64 * 1024 * 1024;

/** Opens a text output. For small files `file` is closed on return; on a throw it is left to the caller. */
export async function openText(
  file: InputFile,
  control: LoadControl,
  noticed: readonly FileWarning[],
): Promise<ResultsFile> {
  const source = file.size <= MOST_IN_MEMORY ? await loadText(file, control) : streamText(file, control);
  const { bytes, end } = await source.head();
  const header = findTextHeader(bytes, end);
  if (!('dataStart' in header)) throw headerFault(file, header);
  const counted = await countRows(source, header);
  if (counted.samples === 0) throw noSamplesFault(file, header.names.length);
  const { samples, start, end: last } = counted;
  const span: TimeSpan = { start, end: last, step: samples > 1 ? (last - start) / (samples - 1) : 0 };
  const facts: FileFacts = {
    format: 'OpenFAST text',
    completeness: 'complete',
    samples,
    series: header.names.length - 1,
    startTime: start,
    endTime: last,
    plannedEndTime: null,
    warnings: [...noticed, ...lineWarnings(counted), ...unitWarnings(header)],
    writtenBy: writtenBy(header.preamble),
  };
  return new TextFile({
    header,
    source,
    span,
    facts,
    changed: (expected, found) => file.changed(expected, found),
  });
}

/** One walk over all lines: how many rows there are cannot be known from the size. */
async function countRows(source: TextSource, header: TextHeader): Promise<CountedRows> {
  const walker = new RowWalker(header.names.length, header.dataLine);
  let samples = 0;
  let start = 0;
  let end = -Infinity;
  let backward = 0;
  let firstBackward = 0;
  await source.walk(header.dataStart, (bytes, range) =>
    walker.feed(bytes, range, ({ time, line }) => {
      if (samples === 0) start = time;
      if (time <= end) {
        backward += 1;
        if (firstBackward === 0) firstBackward = line;
      }
      end = time;
      samples += 1;
    }),
  );
  walker.finish();
  return { samples, start, end, notes: walker.notes, backward, firstBackward };
}

function unitWarnings({ names, unitsReadable }: TextHeader): FileWarning[] {
  if (unitsReadable) return [];
  const message = `The line of units does not have ${names.length} fields; units are left empty.`;
  return [{ code: 'UNITS_UNREADABLE', message, details: { names: names.length } }];
}

/** Why a text has no header: it is not this format, or it ends before its first row. */
export function headerFault(file: { readonly path: string }, { names }: HeaderAbsence): FaultError {
  return names === null ? unknownFault(file.path) : noSamplesFault(file, names);
}

function noSamplesFault({ path }: { readonly path: string }, names: number): FaultError {
  return new FaultError({
    code: 'NO_SAMPLES',
    message: `${path} has ${names} column names but no row of ${names} numbers below them.`,
    hint: 'The simulation ended before its first output: see its own messages, then run it again.',
    details: { path, names },
  });
}

function unknownFault(path: string): FaultError {
  return new FaultError({
    code: 'FORMAT_UNKNOWN',
    message: `${path} is no OpenFAST output: neither a FileID of 1 to 4 at its start nor a line of names above rows of numbers.`,
    hint: 'Check that the pattern of the batch takes in result files (.outb, .out) only.',
    details: { path },
  });
}
