import type { FileWarning } from '@ballast/results-model';
import { decodeText } from '../files/decode-text.ts';
import type { PeriodPass } from '../series/period-pass.ts';
import { isNaNWord, parseNumber } from './number.ts';
import type { TextRow } from './row-walker.ts';

const MOST_ROWS = 1024;
/** Maximum numbers in a block: 16 MiB. */
const MOST_VALUES = 2 * 1024 * 1024;
const LONGEST_SHOWN = 40;

/** Collects the wanted columns of rows and passes them on block by block, reusing the same memory. */
export class RowBlock {
  readonly #pass: PeriodPass;
  readonly #columns: Int32Array;
  readonly #values: readonly Float64Array[];
  readonly #position: ReadonlyMap<number, number>;
  readonly #times: Float64Array;
  #filled = 0;
  #unreadable = 0;
  #firstUnreadable: { readonly line: number; readonly text: string } | null = null;

  constructor(pass: PeriodPass) {
    this.#pass = pass;
    const columns = pass.columns.filter((column) => column > 0);
    const rows = Math.max(1, Math.min(MOST_ROWS, Math.floor(MOST_VALUES / Math.max(columns.length, 1))));
    this.#columns = Int32Array.from(columns);
    this.#position = new Map(columns.map((column, position) => [column, position]));
    this.#values = columns.map(() => new Float64Array(rows));
    this.#times = new Float64Array(rows);
  }

  add({ bytes, fields, time, line }: TextRow): void {
    const at = this.#filled;
    this.#times[at] = time;
    for (let position = 0; position < this.#columns.length; position += 1) {
      const column = this.#columns[position] as number;
      const start = fields.start(column);
      const end = fields.end(column);
      const value = parseNumber(bytes, start, end);
      (this.#values[position] as Float64Array)[at] = value;
      if (Number.isNaN(value) && !isNaNWord(bytes, start, end)) this.#note(bytes.subarray(start, end), line);
    }
    this.#filled = at + 1;
    if (this.#filled === this.#times.length) this.flush();
  }

  flush(): void {
    const count = this.#filled;
    if (count === 0) return;
    this.#filled = 0;
    const times = this.#times.subarray(0, count);
    this.#pass.block(times, (column) => {
      const position = this.#position.get(column);
      return position === undefined ? times : (this.#values[position] as Float64Array).subarray(0, count);
    });
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

  #note(field: Uint8Array, line: number): void {
    this.#unreadable += 1;
    this.#firstUnreadable ??= { line, text: decodeText(field.subarray(0, LONGEST_SHOWN)) };
  }
}
