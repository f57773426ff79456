import { decodeText } from '../../files/decode-text.ts';
import { type DividedFor, dividedOnce, type SplitLine } from './known-lines.ts';
import type { Line } from './lines.ts';
import type { RowShape } from './row-shape.ts';

/**
 * The cells of a line of names or units, as many as the rows have columns; null if it cannot be divided so. In this order:
 * at tabs, at commas or semicolons, at blanks outside brackets, and by the columns of the numbers below.
 */
export function splitLine(bytes: Uint8Array, { from, to }: Line, dividedFor: DividedFor): SplitLine | null {
  const line = bytes.subarray(from, to);
  return dividedOnce(line, dividedFor, () => divided(line, dividedFor));
}

function divided(line: Uint8Array, { shape, as }: DividedFor): SplitLine | null {
  const text = decodeText(line).replace(/\r$/, '');
  const { columns } = shape;
  const parts = partsOf(text);
  const separated = cellsAt(text, ',', columns) ?? cellsAt(text, ';', columns);
  const cells =
    cellsAt(text, '\t', columns) ??
    separated ??
    (parts.length === columns ? parts.map((part) => part.text) : null) ??
    byNumbers(text, shape, as) ??
    byBytes(line, shape, as);
  if (cells === null || (as === 'names' && cells.includes(''))) return null;
  return { cells, words: cells === separated ? looseWords(text) : wordsOf(text) };
}

/** Words without the commas, semicolons and quotes between them. */
export function looseWords(text: string): string[] {
  return wordsOf(text.replaceAll(/[,;"]/g, ' '));
}

/** The words of a line. Only ASCII blanks separate: a name may contain a no-break space. */
export function wordsOf(text: string): string[] {
  return text.split(/[\t-\r \0]+/).filter((word) => word !== '');
}

interface Part {
  readonly text: string;
  /** Position of the first character, and after the last. */
  readonly from: number;
  readonly to: number;
}

/** Words, but blanks inside brackets do not separate: (kN m). */
export function partsOf(text: string): Part[] {
  return matches(text, /(?:[^\t-\r \0([{]|\([^()]*\)|\[[^[\]]*\]|\{[^{}]*\}|[([{])+/g);
}

/** Texts with gaps of at least two blanks between them. */
function phrasesOf(text: string): Part[] {
  const phrases: Part[] = [];
  for (const part of partsOf(text)) {
    const last = phrases.at(-1);
    if (last === undefined || part.from - last.to > 1) phrases.push(part);
    else phrases[phrases.length - 1] = { text: text.slice(last.from, part.to), from: last.from, to: part.to };
  }
  return phrases;
}

function matches(text: string, pattern: RegExp): Part[] {
  return [...text.matchAll(pattern)].map(({ 0: found, index }) => ({
    text: found,
    from: index,
    to: index + found.length,
  }));
}

function cellsAt(text: string, separator: string, columns: number): string[] | null {
  if (!text.includes(separator)) return null;
  const cells = text.split(separator).map((cell) =>
    cell
      .trim()
      .replace(/^"(.*)"$/, '$1')
      .trim(),
  );
  if (cells.length === columns + 1 && cells.at(-1) === '') cells.pop();
  return cells.length === columns && columns > 1 ? cells : null;
}

/** Columns of fixed width. A name may consist of words, but blanks in units are inside brackets. */
function byNumbers(text: string, { ends, starts }: RowShape, as: 'names' | 'units'): string[] | null {
  const complete = (cells: string[] | null): string[] | null =>
    cells !== null && (as === 'units' || !cells.includes('')) ? cells : null;
  const textsOf = as === 'units' ? partsOf : phrasesOf;
  const parts = textsOf(text);
  const right = ends === null ? null : complete(assigned(parts, ends, ({ to }) => to));
  const left = starts === null ? null : complete(assigned(parts, starts, ({ from }) => from));
  if (right !== null || left !== null) return right ?? left;
  const single = (cells: string[] | null): string[] | null =>
    cells?.every((cell) => textsOf(cell).length <= 1) === true ? complete(cells) : null;
  const inside = ends !== null && text.trimEnd().length <= (ends.at(-1) ?? 0);
  return (
    (inside ? single(cut(text, ends.slice(0, -1))) : null) ??
    (starts === null ? null : single(cut(text, starts.slice(1))))
  );
}

/** Characters by which a text may be out of line with its numbers: formats leave room for a sign. */
const MOST_OFF = 2;

/** Each part in the column at whose edge it stands; null unless every part has a column of its own. */
function assigned(
  parts: readonly Part[],
  edges: readonly number[],
  edgeOf: (part: Part) => number,
): string[] | null {
  const widths = edges.slice(1).map((edge, at) => edge - (edges[at] as number));
  const off = Math.min(MOST_OFF, Math.floor((Math.min(...widths) - 1) / 2));
  const cells = edges.map(() => '');
  let column = 0;
  for (const part of parts) {
    while (column < edges.length && (edges[column] as number) < edgeOf(part) - off) column += 1;
    if (column >= edges.length || Math.abs((edges[column] as number) - edgeOf(part)) > off) return null;
    cells[column] = part.text;
    column += 1;
  }
  return parts.length === 0 ? null : cells;
}

/** Null if a cut would divide a word, or if the line is blank. */
function cut(text: string, places: readonly number[]): string[] | null {
  const divides = places.some((at) => /\S/.test(text[at - 1] ?? ' ') && /\S/.test(text[at] ?? ' '));
  if (divides) return null;
  const cells = [0, ...places].map((from, cell) => text.slice(from, places[cell]).trim());
  return cells.some((cell) => cell !== '') ? cells : null;
}

/** Programs that count bytes shift the columns of a line in which a character takes several of them. */
function byBytes(bytes: Uint8Array, shape: RowShape, as: 'names' | 'units'): string[] | null {
  const text = Buffer.from(bytes).toString('latin1').replace(/\r$/, '');
  return byNumbers(text, shape, as)?.map((cell) => decodeText(Buffer.from(cell, 'latin1'))) ?? null;
}
