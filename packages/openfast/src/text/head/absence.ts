import { decodeText } from '../../files/decode-text.ts';
import type { Line } from './lines.ts';
import { looseWords, partsOf, wordsOf } from './split-line.ts';
import { isSentence, isTimeName, isUnitsLine } from './unit-words.ts';

interface Place {
  readonly line: number;
  readonly text: string;
}

/** What was found instead of a header. Lines count from 1. */
export type Absence =
  /** No line of names. */
  | { readonly kind: 'none' }
  /** Names, but nothing that could be a row below them. */
  | { readonly kind: 'no-rows'; readonly names: number }
  /** Names above rows with another number of columns. */
  | {
      readonly kind: 'widths';
      /** Whether the first name is that of a time. */
      readonly timed: boolean;
      readonly names: number;
      readonly namesLine: number;
      readonly columns: number;
      readonly rowLine: number;
    }
  /** Names above lines that do not begin with a number. */
  | ({ readonly kind: 'no-number'; readonly names: number } & Place)
  | ({ readonly kind: 'decimal-comma' } & Place);

/** What the search has seen so far. */
export interface Miss {
  names: { readonly count: number; readonly line: number } | null;
  widths: Extract<Absence, { kind: 'widths' }> | null;
  noNumber: Place | null;
  comma: Place | null;
}

const DECIMAL_COMMA = /^[+-]?\d*,\d+(?:[eEdD][+-]?\d+)?(?:;|$)/;
const SHOWN = 40;
const LONGEST_WORDS = 64 * 1024;

/** Notes what a line that is not a row shows of the file. */
export function noteWords(bytes: Uint8Array, line: Line, miss: Miss): void {
  const words = wordsOf(decodeText(bytes.subarray(line.from, Math.min(line.to, line.from + LONGEST_WORDS))));
  const [first = ''] = words;
  const place = { line: line.number, text: first.slice(0, SHOWN) };
  if (DECIMAL_COMMA.test(first)) miss.comma ??= place;
  else if (miss.names === null) {
    if (isTimeName(first.replace(/[,;]$/, '')) && !isSentence(words))
      miss.names = { count: words.length, line: line.number };
  } else if (/\d/.test(first) || line.number > miss.names.line + 1) {
    if (!isUnitsLine(looseWords(words.join(' '))) && !isSentence(words)) miss.noNumber ??= place;
  }
}

/** Notes names that do not fit the rows below them. */
export function noteWidths(
  bytes: Uint8Array,
  {
    words,
    columns,
    rowLine,
  }: { readonly words: readonly Line[]; readonly columns: number; readonly rowLine: number },
  miss: Miss,
): void {
  const texts = words.map((line) => ({ line, ...countedWords(bytes, line) }));
  const near = texts.at(-1);
  const aboveUnits = near !== undefined && isUnitsLine(near.words) ? texts.at(-2) : undefined;
  const found = texts.findLast((text) => isTimeName(text.words[0]) && !isSentence(text.words)) ?? aboveUnits;
  if (found === undefined || found.count === columns) return;
  miss.widths ??= {
    kind: 'widths',
    timed: isTimeName(found.words[0]),
    names: found.count,
    namesLine: found.line.number,
    columns,
    rowLine,
  };
}

function countedWords(bytes: Uint8Array, { from, to }: Line): { words: string[]; count: number } {
  const text = decodeText(bytes.subarray(from, to));
  const cells = text.split('\t').filter((cell) => cell.trim() !== '');
  return { words: wordsOf(text), count: cells.length > 1 ? cells.length : partsOf(text).length };
}

/** The reason that explains most of what was seen. */
export function absenceOf({ names, widths, noNumber, comma }: Miss): Absence {
  if (comma !== null) return { kind: 'decimal-comma', ...comma };
  if (widths !== null) return widths;
  if (names === null) return { kind: 'none' };
  if (noNumber !== null) return { kind: 'no-number', names: names.count, ...noNumber };
  return { kind: 'no-rows', names: names.count };
}
