import { NEWLINE } from '../characters.ts';
import { Fields } from '../fields.ts';
import { isNaNWord, parseNumber } from '../number.ts';

/** A line of the head, by its bytes; `number` counts from 1. */
export interface Line {
  readonly from: number;
  readonly to: number;
  readonly number: number;
}

/**
 * `numbers`: begins with a number, and at least half of its fields are numbers. `odd`: mostly numbers, but the first
 * field is none. `comment`: begins with `#`. `note`: begins with `!` or `%`.
 */
export type LineKind = 'blank' | 'comment' | 'note' | 'numbers' | 'odd' | 'words';

export interface ClassifiedLine extends Line {
  readonly kind: LineKind;
  readonly fields: number;
  /** True if the first field is a finite number. */
  readonly begins: boolean;
}

const MOST_FIELDS = 1_000_000;
const STAR = 0x2a;
const HASH = 0x23;
const NOTE = [0x21, 0x25];
/** The byte order mark that some editors put before UTF-8. */
const MARK = [0xef, 0xbb, 0xbf];

export function textStart(bytes: Uint8Array): number {
  return MARK.every((byte, at) => bytes[at] === byte) ? MARK.length : 0;
}

/** Classifies the lines of `bytes[..end)` one by one. */
export function* classifiedLines(bytes: Uint8Array, end: number): Generator<ClassifiedLine> {
  let fields = new Fields(256);
  let number = 0;
  for (let from = textStart(bytes); from < end; ) {
    const found = bytes.indexOf(NEWLINE, from);
    const to = found < 0 || found > end ? end : found;
    number += 1;
    fields.split(bytes, from, to);
    if (fields.count > fields.starts.length && fields.count <= MOST_FIELDS) {
      fields = new Fields(fields.count);
      fields.split(bytes, from, to);
    }
    const begins = fields.count > 0 && Number.isFinite(parseNumber(bytes, fields.start(0), fields.end(0)));
    yield { from, to, number, kind: kindOf(bytes, fields, begins), fields: fields.count, begins };
    from = to + 1;
  }
}

function kindOf(bytes: Uint8Array, fields: Fields, begins: boolean): LineKind {
  const { count } = fields;
  if (count === 0) return 'blank';
  const first = bytes[fields.start(0)] as number;
  if (first === HASH) return 'comment';
  if (NOTE.includes(first)) return 'note';
  if (count > MOST_FIELDS) return 'words';
  if (begins) return areHalfNumbers(bytes, fields) ? 'numbers' : 'words';
  return count > 1 && areHalfNumbers(bytes, fields) ? 'odd' : 'words';
}

/** At least half of the fields; stops as soon as that is certain. */
function areHalfNumbers(bytes: Uint8Array, fields: Fields): boolean {
  const { count } = fields;
  let numbers = 0;
  for (let field = 0; field < count; field += 1) {
    if (isValue(bytes, fields, field)) numbers += 1;
    if (2 * numbers >= count) return true;
    if (2 * (numbers + count - field - 1) < count) return false;
  }
  return count === 0;
}

/** A number, or what Fortran writes in place of one. */
export function isValue(bytes: Uint8Array, fields: Fields, field: number): boolean {
  const start = fields.start(field);
  const end = fields.end(field);
  return (
    !Number.isNaN(parseNumber(bytes, start, end)) || bytes[start] === STAR || isNaNWord(bytes, start, end)
  );
}
