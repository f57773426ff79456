import { FaultError } from '@ballast/resource-model';
import {
  type FileFacts,
  type FileWarning,
  type LoadControl,
  type ResultsFile,
  UNPACED,
} from '@ballast/results-model';
import { descriptionOf } from '../files/description.ts';
import type { InputFile } from '../files/input-file.ts';
import { writtenBy } from '../files/written-by.ts';
import type { TimeSpan } from '../series/time-window.ts';
import { BinaryFile, inPieces } from './binary-file.ts';
import { isUsable, packedTimes } from './decode.ts';
import { type BinaryHeader, bytesOfTime, bytesOfValue, type Prefix, parseHeader } from './header.ts';
import { dataCutFault } from './header-check.ts';
import { loadRows, type RowSource, streamRows } from './packed-rows.ts';

/** Data up to this size is read once by `open`; larger data is streamed by `read`. */
const MOST_IN_MEMORY = 64 * 1024 * 1024;
/** Bytes of the first read: enough for the header of most files. */
const HEADER_GUESS = 16 * 1024;
/** Bytes of rows read in one piece while streaming. */
const PIECE_SIZE = 4 * 1024 * 1024;

/** Whether data of this size is read once by `open`. */
function isLoadedWhole(dataSize: number): boolean {
  return dataSize <= MOST_IN_MEMORY;
}

/** Bytes of a file that stay in memory, by the fields before its first list. */
export function heldOfBinary({ fileId, samples, channels }: Prefix, size: number): number {
  const rowSize = channels * bytesOfValue(fileId);
  const dataSize = (rowSize + bytesOfTime(fileId)) * samples;
  if (isLoadedWhole(dataSize)) return size;
  return Math.max(PIECE_SIZE, rowSize);
}

/** Opens an `.outb`. For small data `file` is closed on return. If it throws, the caller must close `file`. */
export async function openBinary(
  file: InputFile,
  control: LoadControl,
  noticed: readonly FileWarning[],
): Promise<ResultsFile> {
  const header = await readHeader(file, control);
  const trailing = checkSize(file, header);
  const most = Math.max(1, inPieces(Math.floor(PIECE_SIZE / header.rowSize)));
  const small = isLoadedWhole(header.timeSize + header.rowSize * header.samples);
  const source = small ? await loadRows(file, header, control) : streamRows(file, header, { control, most });
  const span = await timeSpan(header, source);
  const warnings = [...noticed, ...trailing, ...timeWarnings(header, span), ...scaleWarnings(header)];
  return new BinaryFile({ header, source, span, facts: binaryFacts(header, span, warnings), most });
}

/** What an `.outb` shows without its samples, which the caller has not read. */
export async function describeBinary(
  file: InputFile,
  header: BinaryHeader,
  noticed: readonly FileWarning[],
): Promise<{ readonly facts: FileFacts; readonly step: number }> {
  const trailing = checkSize(file, header);
  const span = await timeSpan(header, streamRows(file, header, { control: UNPACED, most: 1 }));
  const warnings = [...noticed, ...trailing, ...timeWarnings(header, span), ...scaleWarnings(header)];
  return { facts: binaryFacts(header, span, warnings), step: span.step };
}

/** `known`: the first bytes of the file, if they have been read. */
export async function readHeader(
  file: InputFile,
  control: LoadControl,
  known: Uint8Array | null = null,
): Promise<BinaryHeader> {
  let bytes = known ?? (await file.load(0, Math.min(HEADER_GUESS, file.size), control));
  for (;;) {
    const parsed = parseHeader(bytes, file);
    if ('header' in parsed) return parsed.header;
    bytes = await file.load(0, parsed.need, control);
  }
}

/** The number of samples comes from the header, never from the size: a rerun may leave the tail of the old file behind. */
function checkSize(file: InputFile, header: BinaryHeader): FileWarning[] {
  if (header.samples === 0) {
    throw new FaultError({
      code: 'NO_SAMPLES',
      message: `${file.path} has a header with ${header.channels} channels but no samples (NT is 0)`,
      hint: 'the simulation ended before its first output: check its own messages, then run it again',
      details: { path: file.path, channels: header.channels },
    });
  }
  const dataAt = header.headerSize + header.timeSize;
  const expected = dataAt + header.rowSize * header.samples;
  if (file.size < expected) {
    const rows = Math.max(0, Math.floor((file.size - dataAt) / header.rowSize));
    throw dataCutFault(file, { needed: expected, rows, samples: header.samples });
  }
  const bytes = file.size - expected;
  if (bytes === 0) return [];
  return [
    {
      code: 'TRAILING_BYTES',
      message: `${bytes} bytes after the last of ${header.samples} samples were ignored; they can be the end of an older, longer file that a rerun overwrote`,
      details: { bytes },
    },
  ];
}

async function timeSpan({ clock, samples }: BinaryHeader, source: RowSource): Promise<TimeSpan> {
  if (clock.kind === 'linear') {
    return { start: clock.start, end: clock.start + (samples - 1) * clock.step, step: clock.step };
  }
  const ends = new Float64Array(2);
  for (const [position, sample] of [0, samples - 1].entries()) {
    const { times } = await source.rows(sample, 1);
    const { scale, offset } = clock;
    if (times !== null)
      packedTimes(times, { firstRow: 0, scale, offset }, ends.subarray(position, position + 1));
  }
  const [start = 0, end = 0] = ends;
  // Never the difference of the first two: packed times have only 131,072 levels and repeat in long files.
  return { start, end, step: samples > 1 ? (end - start) / (samples - 1) : 0 };
}

function timeWarnings({ clock, samples }: BinaryHeader, { start, end, step }: TimeSpan): FileWarning[] {
  if (samples > 1 && !(step > 0)) {
    const message = `the times do not increase: ${samples} samples from ${start} s to ${end} s`;
    return [{ code: 'TIMES_NOT_INCREASING', message, details: { start, end, step } }];
  }
  const level = clock.kind === 'packed' ? Math.abs(1 / clock.scale) : 0;
  if (samples < 2 || level <= step) return [];
  return [
    {
      code: 'TIMES_COARSE',
      message: `times are stored in steps of ${level} s, coarser than the ${step} s between samples, so neighbouring samples share a time`,
      details: { level, step },
    },
  ];
}

const MOST_NAMED = 5;

function scaleWarnings({ scaling, names }: BinaryHeader): FileWarning[] {
  if (scaling === null) return [];
  const unusable = names.filter(
    (_, column) =>
      column > 0 &&
      !isUsable(scaling.scales[column - 1] ?? Number.NaN, scaling.offsets[column - 1] ?? Number.NaN),
  );
  if (unusable.length === 0) return [];
  const named = unusable.slice(0, MOST_NAMED);
  const more = unusable.length > named.length ? ` and ${unusable.length - named.length} more` : '';
  return [
    {
      code: 'SCALING_UNUSABLE',
      message: `${named.join(', ')}${more} cannot be decoded: the file has no usable scale for them (the simulation computed NaN)`,
      details: { count: unusable.length, channels: named },
    },
  ];
}

function binaryFacts(header: BinaryHeader, span: TimeSpan, warnings: readonly FileWarning[]): FileFacts {
  return {
    format: `OpenFAST binary, FileID ${header.fileId}`,
    // Without increasing times, no value can be placed.
    completeness: header.samples > 1 && !(span.step > 0) ? 'suspect' : 'complete',
    samples: header.samples,
    series: header.channels,
    startTime: span.start,
    endTime: span.end,
    plannedEndTime: null,
    warnings,
    writtenBy: writtenBy(header.description),
    description: descriptionOf(header.description),
  };
}
