import { printable } from '@ballast/text';

/** The value of one quoted text, or why it is not one. */
export type TextLiteral =
  | {
      readonly ok: true;
      readonly value: string;
      /** Just after the closing quote. */
      readonly end: number;
      /** Escapes, as written, that were taken literally although Python would not. */
      readonly kept: readonly string[];
    }
  | { readonly ok: false; readonly offset: number; readonly expected: string; readonly found: string };

interface Opening {
  readonly start: number;
  readonly raw: boolean;
  /** JSON knows `\/`, which Python leaves alone. */
  readonly json: boolean;
}

/** One of the three kinds of escape. */
interface Escape {
  readonly length: number;
  readonly value: string;
  readonly kept: boolean;
}

/**
 * Reads a quoted text from its first quote on. A backslash that would make a control character, that begins an octal
 * escape, or that begins an escape which is broken, stays a backslash: it was meant as part of a Windows path.
 */
export function readTextLiteral(source: string, { start, raw, json }: Opening): TextLiteral {
  const mark = source[start] ?? '';
  const quote = source.startsWith(mark.repeat(3), start) ? mark.repeat(3) : mark;
  const kept: string[] = [];
  let value = '';
  let at = start + quote.length;
  while (at < source.length) {
    if (source.startsWith(quote, at)) return { ok: true, value, end: at + quote.length, kept };
    const character = source[at] ?? '';
    if (character === '\\') {
      const read = raw ? rawEscape(source, at) : readEscape(source, at, json);
      value += read.value;
      if (read.kept) kept.push(source.slice(at, at + read.length));
      at += read.length;
      continue;
    }
    if (quote.length === 1 && (character === '\n' || character === '\r')) {
      return { ok: false, offset: start, expected: `${quote} at the end of the text`, found: 'a line end' };
    }
    value += character;
    at += 1;
  }
  const tail = printable(source.slice(start, start + 30));
  return {
    ok: false,
    offset: start,
    expected: `${mark} at the end of the text`,
    found: `none after ${tail}`,
  };
}

/** In a raw text a backslash stays, and keeps a quote after it from ending the text. */
function rawEscape(source: string, at: number): Escape {
  const value = source.slice(at, at + 2);
  return { length: value.length, value, kept: false };
}

const PLAIN: Readonly<Record<string, string>> = { '\\': '\\', "'": "'", '"': '"', '\n': '' };
const CONTROLS = 'abfnrtv';

function readEscape(source: string, at: number, json: boolean): Escape {
  const next = source[at + 1] ?? '';
  const plain = PLAIN[next];
  if (plain !== undefined) return { length: 2, value: plain, kept: false };
  if (next === '/' && json) return { length: 2, value: '/', kept: false };
  if (CONTROLS.includes(next) && next !== '') return literally(source, at, 2);
  const [octal] = /^[0-7]{1,3}/.exec(source.slice(at + 1, at + 4)) ?? [];
  if (octal !== undefined) return literally(source, at, 1 + octal.length);
  if (next === 'N') return literally(source, at, 2);
  const digits = { x: 2, u: 4, U: 8 }[next];
  return digits === undefined ? { length: 1, value: '\\', kept: false } : byNumber(source, at, digits);
}

function byNumber(source: string, at: number, digits: number): Escape {
  const written = source.slice(at + 2, at + 2 + digits);
  if (written.length < digits || !/^[0-9A-Fa-f]+$/.test(written)) return literally(source, at, 2);
  const code = Number.parseInt(written, 16);
  const length = 2 + digits;
  if (code > 0x10ffff) return literally(source, at, length);
  const value = String.fromCodePoint(code);
  // A pair of surrogates, written as two escapes, makes one character.
  const pair = /^[\uD800-\uDBFF]$/.test(value) ? lowHalf(source, at + length) : null;
  if (pair !== null) return { length: length + 6, value: value + pair, kept: false };
  return /[\p{Cc}\p{Cs}]/u.test(value) ? literally(source, at, length) : { length, value, kept: false };
}

function lowHalf(source: string, at: number): string | null {
  const [, written] = /^\\u([Dd][C-Fc-f][0-9A-Fa-f]{2})/.exec(source.slice(at, at + 6)) ?? [];
  return written === undefined ? null : String.fromCharCode(Number.parseInt(written, 16));
}

function literally(source: string, at: number, length: number): Escape {
  return { length, value: source.slice(at, at + length), kept: true };
}
