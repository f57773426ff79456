import { BLANK, LETTER_I, LETTER_N, LOWER, MINUS, PLUS, POINT, ZERO } from './characters.ts';

/** Powers of ten that float64 represents exactly. */
const POWERS = Float64Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`));

/**
 * The number written in `bytes[start..end)`, correctly rounded; NaN if there is none. Fortran forms are supported:
 * `-0.2E-3`, `1.D5`, and `1.234-100`, where a third exponent digit replaces the letter. `Infinity` and `NaN` are
 * numbers in Fortran too (see `isNaNWord`); `****`, a number too wide for its field, is not.
 */
export function parseNumber(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  const sign = bytes[at] as number;
  if (sign === MINUS || sign === PLUS) at += 1;
  let mantissa = 0;
  let significant = 0;
  let fraction = 0;
  let digits = 0;
  let point = false;
  for (; at < end; at += 1) {
    const digit = (bytes[at] as number) - ZERO;
    if (digit >= 0 && digit <= 9) {
      digits += 1;
      if (point) fraction += 1;
      if (significant > 0 || digit > 0) {
        significant += 1;
        // Beyond 15 digits the sum may round, so the slow path takes over.
        mantissa = mantissa * 10 + digit;
      }
    } else if (digit === POINT - ZERO && !point) {
      point = true;
    } else {
      break;
    }
  }
  if (digits === 0) return infinityWord(bytes, start, end);
  let exponent = -fraction;
  if (at < end) {
    const written = parseExponent(bytes, at, end);
    if (Number.isNaN(written)) return Number.NaN;
    exponent += written;
  }
  const magnitude = scale(mantissa, significant, exponent);
  if (Number.isNaN(magnitude)) return parseSlowly(bytes, start, end);
  return sign === MINUS ? -magnitude : magnitude;
}

/** mantissa * 10^exponent if one correctly rounded operation on exact operands computes it, otherwise NaN. */
function scale(mantissa: number, significant: number, exponent: number): number {
  if (significant === 0) return 0;
  if (significant > 15) return Number.NaN;
  if (exponent === 0) return mantissa;
  if (exponent > 0) return exponent <= 22 ? mantissa * (POWERS[exponent] as number) : Number.NaN;
  return exponent >= -22 ? mantissa / (POWERS[-exponent] as number) : Number.NaN;
}

/** `E-03`, `d+5`, or a bare sign and digits; NaN for anything else. */
function parseExponent(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  if (isExponentLetter(bytes[at] as number)) at += 1;
  else if (bytes[at] !== MINUS && bytes[at] !== PLUS) return Number.NaN;
  const negative = bytes[at] === MINUS;
  if (negative || bytes[at] === PLUS) at += 1;
  if (at >= end) return Number.NaN;
  let exponent = 0;
  for (; at < end; at += 1) {
    const digit = (bytes[at] as number) - ZERO;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    exponent = Math.min(exponent * 10 + digit, 1_000_000);
  }
  return negative ? -exponent : exponent;
}

/** E and D, and Q for quadruple precision, in either case. */
function isExponentLetter(byte: number): boolean {
  const lower = byte | LOWER;
  return lower === 0x65 || lower === 0x64 || lower === 0x71;
}

/** Only for text that the grammar above has accepted: `Number` then needs an E and nothing else. */
function parseSlowly(bytes: Uint8Array, start: number, end: number): number {
  const text = String.fromCharCode(...bytes.subarray(start, Math.min(end, start + LONGEST)));
  if (end - start > LONGEST) return Number.NaN;
  return Number(text.replace(/[dDqQ]/, 'E').replace(/(?<=[\d.])(?=[+-])/, 'E'));
}

/** No format writes longer numbers; this keeps a hostile one from becoming a large string. */
const LONGEST = 1024;

function infinityWord(bytes: Uint8Array, start: number, end: number): number {
  const text = word(bytes, { start, end, initial: LETTER_I });
  if (text === 'inf' || text === 'infinity') return bytes[start] === MINUS ? -Infinity : Infinity;
  return Number.NaN;
}

/** True for `NaN` in any case: a value of the simulation, not an unreadable one. */
export function isNaNWord(bytes: Uint8Array, start: number, end: number): boolean {
  return word(bytes, { start, end, initial: LETTER_N }) === 'nan';
}

/** A short word in lower case, without its sign; empty if it has another initial. */
function word(
  bytes: Uint8Array,
  { start, end, initial }: { readonly start: number; readonly end: number; readonly initial: number },
): string {
  const first = bytes[start] === MINUS || bytes[start] === PLUS ? start + 1 : start;
  if (end - first > 8 || first >= end || ((bytes[first] as number) | LOWER) !== initial) return '';
  return String.fromCharCode(...bytes.subarray(first, end)).toLowerCase();
}

/** Blanks, tabs, line ends, and the zero bytes that a crashed machine leaves at the end of a file. */
export function isBlank(byte: number): boolean {
  return byte <= BLANK;
}
