import { type ConfigIssue, mistakeAt } from '../mistake.ts';

/** The text of a file, or the mistake that makes it no text. */
export type Decoded =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly issues: readonly ConfigIssue[] };

/** Decodes the content of a file that must be UTF-8; nothing is replaced. A byte order mark stays in the text. */
export function decodeText(bytes: Uint8Array): Decoded {
  const wide = wideEncoding(bytes);
  if (wide !== null) return refused({ line: 1, column: 1 }, `text in ${wide}`);
  const offset = firstInvalid(bytes);
  if (offset === null) return { ok: true, text: utf8(bytes) };
  const byte = (bytes[offset] ?? 0).toString(16).toUpperCase().padStart(2, '0');
  return refused(placeOf(bytes, offset), `the byte 0x${byte} at offset ${offset}`);
}

interface Place {
  readonly line: number;
  readonly column: number;
}

function refused(place: Place, found: string): Decoded {
  const mistake = { path: [], expected: 'text in UTF-8', found };
  return { ok: false, issues: [mistakeAt({ kind: 'file', ...place }, mistake)] };
}

/** What Windows programs call Unicode: with a byte order mark, or a first character of which one byte is zero. */
function wideEncoding([a, b, c, d]: Uint8Array): string | null {
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 ? 'UTF-32' : 'UTF-16';
  if (a === 0xfe && b === 0xff) return 'UTF-16';
  if (a === undefined || b === undefined) return null;
  return (a === 0) !== (b === 0) ? 'UTF-16' : null;
}

function placeOf(bytes: Uint8Array, offset: number): Place {
  const before = utf8(bytes.subarray(0, offset)).replace(/^\uFEFF/, '');
  const lines = before.split('\n');
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
}

function utf8(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}

/** Where the first sequence of bytes begins that is not UTF-8; null if there is none. */
function firstInvalid(bytes: Uint8Array): number | null {
  for (let at = 0; at < bytes.length; ) {
    const size = sequenceAt(bytes, at);
    if (size === 0) return at;
    at += size;
  }
  return null;
}

/** Bytes of the valid sequence at an offset; 0 for one that is not valid. The Unicode Standard, table 3-7. */
function sequenceAt(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return 1;
  const size = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
  for (let i = 1; i < size; i += 1) {
    const [least, most] = i === 1 ? secondRange(first) : ANY_FURTHER;
    const byte = bytes[at + i] ?? 0;
    if (byte < least || byte > most) return 0;
  }
  return size;
}

const ANY_FURTHER = [0x80, 0xbf] as const;

/** Excludes longer forms than necessary, surrogates, and what lies beyond U+10FFFF. */
function secondRange(first: number): readonly [number, number] {
  if (first === 0xe0) return [0xa0, 0xbf];
  if (first === 0xed) return [0x80, 0x9f];
  if (first === 0xf0) return [0x90, 0xbf];
  return first === 0xf4 ? [0x80, 0x8f] : ANY_FURTHER;
}
