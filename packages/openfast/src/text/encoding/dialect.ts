import { NEWLINE, RETURN } from '../characters.ts';
import { parseNumber } from '../number.ts';

/** How a text departs from lines of bytes that end in a line feed, with blanks between fields. */
export interface Dialect {
  readonly encoding: 'bytes' | 'utf-16le' | 'utf-16be';
  /** True if lines end in a carriage return alone. */
  readonly returns: boolean;
  /** What separates the fields of a row if it is not blanks; a tab only if cells are empty. */
  readonly separator: Separator | null;
}

export type Separator = ',' | ';' | '\t';

/** Bytes of a file in which its dialect shows. */
export const DIALECT_HEAD: number = 256 * 1024;

/** Rows that are looked at. */
const ROWS = 5;
const LONGEST_LINE = 64 * 1024;

/** The dialect that the first bytes of a file show; null for a plain text. */
export function dialectOf(head: Uint8Array): Dialect | null {
  const encoding = encodingOf(head);
  const bytes = encoding === 'bytes' ? head : Buffer.from(new TextDecoder(encoding).decode(head), 'utf8');
  const returns = bytes.includes(RETURN) && !bytes.includes(NEWLINE);
  const separator = separatorOf(bytes, returns ? RETURN : NEWLINE);
  return encoding === 'bytes' && !returns && separator === null ? null : { encoding, returns, separator };
}

/** True if commas or semicolons separate the fields. */
export function isSeparated(dialect: Dialect | null): boolean {
  return dialect?.separator === ',' || dialect?.separator === ';';
}

/** By its byte order mark, or by the zero that is every second byte of Latin text. */
function encodingOf(head: Uint8Array): Dialect['encoding'] {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const seen = head.subarray(0, 256);
  if (seen.length < 8 || !seen.includes(0)) return 'bytes';
  const zeros = [0, 0];
  seen.forEach((byte, at) => {
    if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  const most = 0.45 * seen.length;
  if (odd >= most && even === 0) return 'utf-16le';
  return even >= most && odd === 0 ? 'utf-16be' : 'bytes';
}

/** What separates the cells of the first lines that begin with a number. */
function separatorOf(bytes: Uint8Array, lineEnd: number): Dialect['separator'] {
  const votes = { ',': 0, ';': 0, '\t': 0 };
  const heads: string[] = [];
  let rows = 0;
  for (let from = 0; from < bytes.length && rows < ROWS; ) {
    const found = bytes.indexOf(lineEnd, from);
    // The last line of the head may be cut, but one row is enough.
    const to = found < 0 ? bytes.length : found;
    const line = Buffer.from(bytes.subarray(from, Math.min(to, from + LONGEST_LINE))).toString('latin1');
    if (!beginsRow(bytes, from, to)) {
      heads.push(line);
    } else {
      rows += 1;
      if (isSeparatedBy(line, ',')) votes[','] += 1;
      else if (isSeparatedBy(line, ';')) votes[';'] += 1;
      else if (hasEmptyCells(line, heads)) votes['\t'] += 1;
    }
    from = to + 1;
  }
  if (2 * votes[','] > rows) return ',';
  if (2 * votes[';'] > rows) return ';';
  return votes['\t'] > 0 ? '\t' : null;
}

/** Number of cells between tabs; 0 if one of them is blank. */
function filledCells(line: string): number {
  const cells = cellsOf(line.trimEnd(), '\t');
  return cells.includes('') ? 0 : cells.length;
}

/** Whether a row has blank cells between tabs, and a line above it has a text for each of them. */
function hasEmptyCells(line: string, heads: readonly string[]): boolean {
  if (!line.includes('\t')) return false;
  const cells = cellsOf(line, '\t');
  if (!cells.includes('') || cells.length <= 2 || !isNumber(cells[0] ?? '')) return false;
  return heads.some((head) => filledCells(head) === cells.length);
}

/** Whether the first visible character of a line can begin a number, also one in quotes. */
export function beginsRow(bytes: Uint8Array, from: number, to: number): boolean {
  let at = from;
  while (at < to && ((bytes[at] as number) <= 0x20 || bytes[at] === 0x22)) at += 1;
  const byte = at < to ? (bytes[at] as number) : 0;
  return (byte >= 0x30 && byte <= 0x39) || byte === 0x2b || byte === 0x2d || byte === 0x2e;
}

/** True if a number stands first and at least half of the cells are numbers. Decimal commas leave blanks inside cells. */
function isSeparatedBy(line: string, separator: ',' | ';'): boolean {
  if (!line.includes(separator)) return false;
  const cells = cellsOf(line, separator);
  if (cells.length < 2 || cells.some((cell) => /[\s,;]/.test(cell))) return false;
  const numbers = cells.filter(isNumber).length;
  return isNumber(cells[0] ?? '') && 2 * numbers >= cells.length;
}

/** The cells of a row without quotes and blanks around them; a comma at the end of the line begins no cell. */
export function cellsOf(line: string, separator: Separator): string[] {
  const cells = line.split(separator).map((cell) => cell.replaceAll('"', ' ').trim());
  if (separator !== '\t' && cells.at(-1) === '') cells.pop();
  return cells;
}

function isNumber(cell: string): boolean {
  const bytes = Buffer.from(cell, 'latin1');
  return bytes.length > 0 && Number.isFinite(parseNumber(bytes, 0, bytes.length));
}
