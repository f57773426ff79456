import { decodeText } from '../../files/decode-text.ts';
import type { Line } from './lines.ts';
import type { RowShape } from './row-shape.ts';
import { looseWords, splitLine } from './split-line.ts';
import { isSentence, isTimeName, isUnitsLine } from './unit-words.ts';

/** The lines of a head and what they say. */
export interface NamedLines {
  readonly namesLine: Line;
  readonly names: readonly string[];
  /** Null if there is no line of units, or none that fits. */
  readonly units: readonly string[] | null;
  /** The last line of the head. */
  readonly last: Line;
}

/**
 * The names for rows of a shape, from the lines above them (the nearest last); null if none fits. A line that looks like
 * units is never the names, and neither is a sentence. The name of a time proves a line of names. Without it every column
 * of the rows must have numbers, and the names stand above units or nearest to the rows.
 */
export function namesAbove(
  bytes: Uint8Array,
  { words, notes }: { readonly words: readonly Line[]; readonly notes: readonly Line[] },
  shape: RowShape,
): NamedLines | null {
  return (
    underTime(bytes, words, shape) ??
    overUnits(bytes, words, shape) ??
    underTimeInNotes(bytes, notes, shape) ??
    nearest(bytes, words, shape)
  );
}

/** The nearest line that begins with the name of a time. */
function underTime(bytes: Uint8Array, lines: readonly Line[], shape: RowShape): NamedLines | null {
  for (let at = lines.length - 1; at >= 0; at -= 1) {
    const line = lines[at] as Line;
    const names = namesIn(bytes, line, shape);
    if (names === null || !isTimeName(names[0])) continue;
    if (isTitle(names) && at < lines.length - 1 && nearest(bytes, lines, shape) !== null) continue;
    return withUnits(bytes, { namesLine: line, names, below: lines.slice(at + 1) }, shape);
  }
  return null;
}

/** `Time history data file`: words, where the names of channels have capitals or digits. */
function isTitle([, ...rest]: readonly string[]): boolean {
  return rest.length > 0 && rest.every((word) => /^[a-z]{2,}$/.test(word));
}

function withUnits(
  bytes: Uint8Array,
  {
    namesLine,
    names,
    below,
  }: { readonly namesLine: Line; readonly names: string[]; readonly below: readonly Line[] },
  shape: RowShape,
): NamedLines {
  const last = below.at(-1) ?? namesLine;
  const units = below.find((line) => looksLikeUnits(bytes, line)) ?? below[0];
  const split = units === undefined ? null : splitLine(bytes, units, { shape, as: 'units' });
  return { namesLine, names, units: split?.cells ?? null, last };
}

/** The line above the nearest one, if that looks like units. */
function overUnits(bytes: Uint8Array, lines: readonly Line[], shape: RowShape): NamedLines | null {
  const near = lines.at(-1);
  const line = lines.at(-2);
  if (near === undefined || line === undefined || shape.columns < 2 || !shape.readable) return null;
  if (!looksLikeUnits(bytes, near) || looksLikeUnits(bytes, line)) return null;
  const names = namesIn(bytes, line, shape);
  return names === null ? null : withUnits(bytes, { namesLine: line, names, below: [near] }, shape);
}

/** Names behind a `#`, `!` or `%`, only if the first one is the name of a time. */
function underTimeInNotes(bytes: Uint8Array, notes: readonly Line[], shape: RowShape): NamedLines | null {
  const bare = notes.map((line) => ({ ...line, from: afterMarks(bytes, line) }));
  return underTime(bytes, bare, shape);
}

function afterMarks(bytes: Uint8Array, { from, to }: Line): number {
  let at = from;
  while (at < to && (isMark(bytes[at] as number) || (bytes[at] as number) <= 0x20)) at += 1;
  return at;
}

function isMark(byte: number): boolean {
  return byte === 0x23 || byte === 0x21 || byte === 0x25;
}

/** One column of numbers under a word proves nothing. */
function nearest(bytes: Uint8Array, lines: readonly Line[], shape: RowShape): NamedLines | null {
  const near = lines.at(-1);
  if (near === undefined || shape.columns < 2 || !shape.readable || looksLikeUnits(bytes, near)) return null;
  const names = namesIn(bytes, near, shape);
  return names === null ? null : { namesLine: near, names, units: null, last: near };
}

function namesIn(bytes: Uint8Array, line: Line, shape: RowShape): string[] | null {
  const split = splitLine(bytes, line, { shape, as: 'names' });
  // `0.50  Minimum CD value` is a line of an input file.
  if (split === null || isSentence(split.words) || split.cells.some(isNumeral)) return null;
  return [...split.cells];
}

function isNumeral(cell: string): boolean {
  return cell.trim() !== '' && Number.isFinite(Number(cell));
}

function looksLikeUnits(bytes: Uint8Array, line: Line): boolean {
  return isUnitsLine(looseWords(decodeText(bytes.subarray(line.from, line.to))));
}
