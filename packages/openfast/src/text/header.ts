import { decodeLatin1 } from '../files/latin1.ts';
import { Fields } from './fields.ts';
import { isNaNWord, parseNumber } from './number.ts';

/** The head of a text output. `names` and `units` start with the time column. */
export interface TextHeader {
  readonly names: readonly string[];
  readonly units: readonly string[];
  /** False if there is a units line that does not fit the names; `units` are empty then. */
  readonly unitsReadable: boolean;
  /** The text before the names. */
  readonly preamble: string;
  /** Byte position and number (from 1) of the first line after names and units. */
  readonly dataStart: number;
  readonly dataLine: number;
}

/** What was found instead of a header: a names line without rows, or nothing at all. */
export interface HeaderAbsence {
  /** Number of names in a line that begins with `Time`; null if there is no such line. */
  readonly names: number | null;
}

interface Line {
  readonly from: number;
  readonly to: number;
  readonly number: number;
}

/** The byte order mark that some editors put before UTF-8. */
const MARK = [0xef, 0xbb, 0xbf];
const NEWLINE = 0x0a;
const HASH = 0x23;
const STAR = 0x2a;
const MOST_COLUMNS = 1_000_000;

/**
 * Finds the first line of numbers with names above it, with or without a line of units in between. The preamble may
 * have any length and the first column any name. `end` must be the end of a line or of the file.
 */
export function findTextHeader(bytes: Uint8Array, end: number): TextHeader | HeaderAbsence {
  const fields = new Fields(1);
  let names: number | null = null;
  let above: Line | null = null;
  let aboveThat: Line | null = null;
  let number = 0;
  for (let from = hasMark(bytes) ? MARK.length : 0; from < end; ) {
    const found = bytes.indexOf(NEWLINE, from);
    const to = found < 0 || found > end ? end : found;
    number += 1;
    fields.split(bytes, from, to);
    const line = { from, to, number };
    if (fields.count > 0 && bytes[fields.start(0)] !== HASH) {
      if (Number.isFinite(parseNumber(bytes, fields.start(0), fields.end(0)))) {
        const header = headerAbove(bytes, { row: line, columns: fields.count, above, aboveThat });
        if (header !== null) return header;
      } else {
        aboveThat = above;
        above = line;
        if (names === null && isTime(decodeLatin1(bytes.subarray(fields.start(0), fields.end(0))))) {
          names = fields.count;
        }
      }
    }
    from = to + 1;
  }
  return { names };
}

interface Candidate {
  readonly row: Line;
  readonly columns: number;
  /** The nearest lines above that are neither blank nor numbers nor comments. */
  readonly above: Line | null;
  readonly aboveThat: Line | null;
}

function headerAbove(bytes: Uint8Array, { row, columns, above, aboveThat }: Candidate): TextHeader | null {
  if (above === null || columns > MOST_COLUMNS || !isRow(bytes, row, columns)) return null;
  const near = textsOf(bytes, above, columns);
  const far = aboveThat === null ? null : textsOf(bytes, aboveThat, columns);
  const make = (names: Line, texts: readonly string[], units: readonly string[] | null): TextHeader => ({
    names: texts,
    units: units ?? texts.map(() => ''),
    unitsReadable: units !== null || names === above,
    preamble: decodeLatin1(bytes.subarray(hasMark(bytes) ? MARK.length : 0, names.from)),
    dataStart: above.to + 1,
    dataLine: above.number + 1,
  });
  // One column of numbers under a word proves nothing.
  const needsTime = columns === 1;
  if (near !== null && isTime(near[0])) return make(above, near, null);
  if (aboveThat !== null && far !== null) {
    if (isTime(far[0])) return make(aboveThat, far, near);
    const adjacent = aboveThat.number === above.number - 1;
    if (adjacent && near !== null && !needsTime) return make(aboveThat, far, near);
  }
  return near === null || needsTime ? null : make(above, near, null);
}

function hasMark(bytes: Uint8Array): boolean {
  return MARK.every((byte, at) => bytes[at] === byte);
}

function isTime(text: string | undefined): boolean {
  return text?.toLowerCase() === 'time';
}

/** True if every field is a number, or what Fortran writes instead of one. */
function isRow(bytes: Uint8Array, line: Line, columns: number): boolean {
  const fields = new Fields(columns);
  fields.split(bytes, line.from, line.to);
  for (let field = 0; field < columns; field += 1) {
    const start = fields.start(field);
    const end = fields.end(field);
    if (!Number.isNaN(parseNumber(bytes, start, end))) continue;
    if (bytes[start] !== STAR && !isNaNWord(bytes, start, end)) return false;
  }
  return true;
}

/** The fields of a line of words: split at blanks or, if texts contain blanks, at tabs. */
function textsOf(bytes: Uint8Array, line: Line, columns: number): string[] | null {
  const text = decodeLatin1(bytes.subarray(line.from, line.to));
  const words = text.split(/[\s\0]+/).filter((word) => word !== '');
  if (words.length === columns) return words;
  const cells = text.split('\t').map((cell) => cell.trim());
  if (cells.length === columns + 1 && cells.at(-1) === '') cells.pop();
  return cells.length === columns ? cells : null;
}
