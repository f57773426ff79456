import type { FileWarning, ResolvedSeries, RowLayout } from '@ballast/results-model';
import { decodeText } from '../files/decode-text.ts';
import type { PeriodPass } from '../series/period-pass.ts';
import { fieldEnd } from './fields.ts';
import type { PlainNumbers } from './kernel/plain-rows.ts';
import { isNaNWord, parseNumber } from './number.ts';
import type { TextRow } from './text-row.ts';

/** Statistics are computed in pieces of this many samples, which a block of rows should not cut. */
const PIECE = 512;
/** Bytes of a block, unless a piece has more: small enough for a core's own cache. */
const BLOCK_SIZE = 256 * 1024;
/** Maximum numbers in a block: 16 MiB. */
const MOST_VALUES = 2 * 1024 * 1024;
const LONGEST_SHOWN = 40;

/** Rows of a block consist of the time and the wanted columns in their order. */
export function rowLayout(series: readonly ResolvedSeries[], columns: readonly number[]): RowLayout {
  const places = placesOf(columns);
  return {
    kind: 'doubles',
    width: 1 + places.size,
    columns: series.map(({ ref }) => places.get(ref) ?? null),
    packings: series.map(() => null),
  };
}

/** The place in a row of each column but the time, which has a list of its own. */
function placesOf(columns: readonly number[]): ReadonlyMap<number, number> {
  return new Map(columns.filter((column) => column > 0).map((column, place) => [column, 1 + place]));
}

/** Collects the wanted columns of rows and passes them on block by block, reusing the same memory. */
export class RowBlock {
  /** The time, and the columns that are needed. */
  readonly wanted: readonly number[];
  readonly #pass: PeriodPass;
  readonly #places: ReadonlyMap<number, number>;
  readonly #rows: Float64Array;
  readonly #times: Float64Array;
  readonly #column: Float64Array;
  #filled = 0;
  /** How many of the next rows have been copied along with an earlier one. */
  #copied = 0;
  readonly #takesAll: boolean;
  #unreadable = 0;
  #firstUnreadable: { readonly line: number; readonly text: string } | null = null;

  /** `most`: how many rows there are at most, if that is known. `takesAll`: whether every row of the text is added. */
  constructor(pass: PeriodPass, { most, takesAll }: { readonly most: number; readonly takesAll: boolean }) {
    this.#takesAll = takesAll;
    this.#pass = pass;
    this.#places = placesOf(pass.columns);
    this.wanted = [0, ...this.#places.keys()];
    const rows = Math.min(rowsInBlock(this.wanted.length), Math.max(1, most));
    this.#rows = new Float64Array(rows * this.wanted.length);
    this.#times = new Float64Array(rows);
    this.#column = new Float64Array(rows);
  }

  add(row: TextRow): void {
    const to = this.#filled * this.wanted.length;
    this.#times[this.#filled] = row.time;
    if (row.plain === null) this.#parse(row, to);
    else if (this.#copied > 0) this.#copied -= 1;
    else this.#copy(row, row.plain, to);
    this.#filled += 1;
    if (this.#filled === this.#times.length) this.flush();
  }

  flush(): void {
    const count = this.#filled;
    if (count === 0) return;
    this.#filled = 0;
    const times = this.#times.subarray(0, count);
    const width = this.wanted.length;
    const values = this.#rows.subarray(0, count * width);
    this.#pass.block(times, (column) => this.#columnOf(column, times), { values, width });
  }

  warnings(): FileWarning[] {
    if (this.#firstUnreadable === null) return [];
    const { line, text } = this.#firstUnreadable;
    const count = this.#unreadable;
    return [
      {
        code: 'UNREADABLE_NUMBER',
        message: `${count} ${count === 1 ? 'value is not a readable number and counts' : 'values are not readable numbers and count'} as NaN, first "${text}" in line ${line}`,
        details: { count, line, text },
      },
    ];
  }

  #copy({ bytes, line }: TextRow, { values, at, open, complete }: PlainNumbers, to: number): void {
    const count = this.#takesAll ? Math.min(complete, this.#times.length - this.#filled) : 1;
    this.#copied = count - 1;
    this.#rows.set(values.subarray(at, at + count * this.wanted.length), to);
    for (const { place, start } of open)
      this.#rows[to + place] = this.#number(bytes, { start, end: fieldEnd(bytes, start) }, line);
  }

  #parse({ bytes, fields, time, line }: TextRow, to: number): void {
    this.#rows[to] = time;
    for (let place = 1; place < this.wanted.length; place += 1) {
      const column = this.wanted[place] as number;
      const field = { start: fields.start(column), end: fields.end(column) };
      this.#rows[to + place] = this.#number(bytes, field, line);
    }
  }

  #number(bytes: Uint8Array, { start, end }: { start: number; end: number }, line: number): number {
    const value = parseNumber(bytes, start, end);
    if (Number.isNaN(value) && !isNaNWord(bytes, start, end)) this.#note(bytes.subarray(start, end), line);
    return value;
  }

  #columnOf(column: number, times: Float64Array): Float64Array {
    const place = this.#places.get(column);
    if (place === undefined) return times;
    const values = this.#column.subarray(0, times.length);
    const width = this.wanted.length;
    for (let row = 0; row < times.length; row += 1) values[row] = this.#rows[row * width + place] as number;
    return values;
  }

  #note(field: Uint8Array, line: number): void {
    this.#unreadable += 1;
    this.#firstUnreadable ??= { line, text: decodeText(field.subarray(0, LONGEST_SHOWN)) };
  }
}

function rowsInBlock(width: number): number {
  const pieces = Math.max(1, Math.floor(BLOCK_SIZE / (8 * width * PIECE)));
  return Math.max(1, Math.min(pieces * PIECE, Math.floor(MOST_VALUES / width)));
}
