import { type FileFacts, type FileWarning, UNPACED } from '@ballast/results-model';
import type { InputFile } from '../files/input-file.ts';
import { dialectOf, isSeparated } from '../text/encoding/dialect.ts';
import { recoded } from '../text/encoding/recoder.ts';
import { findTextHeader, type TextHeader } from '../text/head/header.ts';
import { loadedText } from '../text/load-text.ts';
import { headerFault, noSamplesFault, noSeriesFault } from '../text/refusals.ts';
import { whyNoSeries } from '../text/rows-check.ts';
import { countRows, estimateRows, rowsOf } from '../text/survey-rows.ts';
import { type KnownRows, spanOf, textFacts } from '../text/text-facts.ts';
import { STREAM_BUFFER, TAIL, type TextSource, wholeLines } from '../text/text-source.ts';
import { rowsBySize } from './rows-by-size.ts';

/** Bytes of the first attempts to find a complete row at the end. */
const TAILS = [16 * 1024, TAIL];
/** Each attempt to find the names reads this many times as much. */
const GROWTH = 16;

interface Head {
  readonly bytes: Uint8Array;
  /** The end of its last complete line. */
  readonly end: number;
  /** Size of the whole text in the dialect of `bytes`. */
  readonly size: number;
  readonly separated: boolean;
  readonly plain: boolean;
}

interface Found {
  readonly header: TextHeader;
  readonly head: Head;
  /** All bytes of a file that was read as a whole. */
  readonly whole: Uint8Array | null;
}

/** What a file shows besides its names. */
export interface Known {
  readonly facts: FileFacts;
  readonly step: number;
  /** False if the number of samples is an estimate. */
  readonly counted: boolean;
}

/** The names in a text whose first bytes have been read. */
export async function textNames(file: InputFile, bytes: Uint8Array): Promise<TextHeader> {
  return (await findHead(file, bytes)).header;
}

/**
 * What the two ends of a text show; everything, if it is short. Null besides the names for a large text that has no row at
 * its end, or cannot be cut into lines from there.
 */
export async function textEnds(
  file: InputFile,
  bytes: Uint8Array,
  noticed: readonly FileWarning[],
): Promise<{ readonly header: TextHeader; readonly known: Known | null }> {
  const { header, head, whole } = await findHead(file, bytes);
  const ends = whole === null ? await bothEnds(file, { header, head }) : null;
  if (ends !== null) return { header, known: known(file, { header, noticed }, { ...ends, head }) };
  if (file.size > STREAM_BUFFER) return { header, known: null };
  const all = whole ?? (await file.load(0, file.size, UNPACED));
  const rows = await countRows(loadedText(all), header);
  return { header, known: known(file, { header, noticed }, { rows, head, counted: true }) };
}

/** Faults: NO_SAMPLES, NO_TIME_SERIES. */
function known(
  file: InputFile,
  nature: { readonly header: TextHeader; readonly noticed: readonly FileWarning[] },
  { rows, head, counted }: { readonly rows: KnownRows; readonly head: Head; readonly counted: boolean },
): Known {
  const { header } = nature;
  if (rows.samples === 0) throw noSamplesFault(file.path, header.names.length);
  const why = rows.exact ? whyNoSeries(header, rows, head.separated) : null;
  if (why !== null) throw noSeriesFault(file.path, why);
  return { facts: textFacts(nature, rows), step: spanOf(rows).step, counted };
}

/** Names of thousands of channels do not fit into the first bytes. */
async function findHead(file: InputFile, first: Uint8Array): Promise<Found> {
  for (let bytes = first; ; ) {
    const head = headOf(bytes, file.size);
    const header = findTextHeader(head.bytes, head.end);
    const isWhole = bytes.length === file.size;
    if ('dataStart' in header) return { header, head, whole: isWhole ? bytes : null };
    if (isWhole || bytes.length >= STREAM_BUFFER || isNoText(head)) throw headerFault(file.path, header);
    bytes = await file.load(0, Math.min(GROWTH * bytes.length, STREAM_BUFFER, file.size), UNPACED);
  }
}

/** No text contains a zero byte. */
const isNoText = ({ bytes }: Head): boolean => bytes.includes(0);

function headOf(bytes: Uint8Array, fileSize: number): Head {
  const dialect = dialectOf(bytes);
  const separated = isSeparated(dialect);
  if (dialect === null) {
    return { bytes, end: wholeLines(bytes, fileSize), size: fileSize, separated, plain: true };
  }
  const own = recoded(bytes, dialect);
  const isWhole = bytes.length === fileSize;
  const size = isWhole ? own.length : Math.round((fileSize * own.length) / bytes.length);
  return { bytes: own, end: wholeLines(own, size), size, separated, plain: false };
}

/** Null if the end of the file has no row, or cannot be divided into lines without the rest. */
async function bothEnds(
  file: InputFile,
  { header, head }: { readonly header: TextHeader; readonly head: Head },
): Promise<{ readonly rows: KnownRows; readonly counted: boolean } | null> {
  // A file of another encoding or with another line end cannot be cut anywhere.
  if (!head.plain) return null;
  for (const length of TAILS) {
    const tail = await tailOf(file, { length, dataStart: header.dataStart });
    if (tail === null) continue;
    const rows = await estimateRows(endsSource(head, tail), header, head);
    if (rows === null) continue;
    const counted = rowsBySize({ head, tail, dataStart: header.dataStart });
    const first = rowsOf(header, head.bytes, { from: header.dataStart, to: head.end });
    const samples = counted ?? rowsByStep(rows, first);
    return { rows: { ...rows, samples }, counted: counted !== null };
  }
  return null;
}

/** Within this share of what the size says, the number of steps is the better estimate. */
const AGREEING = 0.1;

/** Rows differ in length more often than steps do. */
function rowsByStep({ samples, start, end }: KnownRows, first: KnownRows): number {
  const { step } = spanOf(first);
  const bySteps = step > 0 ? Math.round((end - start) / step) + 1 : 0;
  return Math.abs(bySteps - samples) <= AGREEING * samples ? bySteps : samples;
}

/** The rows at the end, from the start of a line on; null if there is none. What is above the rows is not a part of it. */
async function tailOf(
  file: InputFile,
  { length, dataStart }: { readonly length: number; readonly dataStart: number },
): Promise<Uint8Array | null> {
  const from = Math.max(dataStart, file.size - length);
  const bytes = await file.load(from, file.size - from, UNPACED);
  if (from === dataStart) return bytes;
  const found = bytes.indexOf(0x0a);
  return found < 0 ? null : bytes.subarray(found + 1);
}

function endsSource({ size, separated, bytes, end }: Head, tail: Uint8Array): TextSource {
  return {
    inMemory: false,
    size,
    separated,
    head: () => Promise.resolve({ bytes, end }),
    tail: () => Promise.resolve(tail),
    walk: () => Promise.reject(new Error('defect: only the ends of the text were read')),
    close: () => undefined,
  };
}
