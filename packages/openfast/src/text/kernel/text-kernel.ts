import { wasm } from '@ballast/results-model';
import {
  FOUND_AT,
  LARGEST_POWER,
  LINES_AT,
  MOST_BYTES,
  MOST_FIELDS,
  NUMBERS_AT,
  OPEN_AT,
  PICKS_AT,
  PLACES,
  POWERS_AT,
  STEP,
  TEXT_AT,
  WANTED_AT,
} from './places.ts';
import { textModule } from './text-program.ts';

interface TextExports {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly index: (end: number) => void;
  readonly rows: (line: number, lines: number, columns: number, wanted: number) => void;
}

/** Some columns of rows that stand one below the other. */
export interface KernelRows {
  readonly count: number;
  /** How many numbers were left open. */
  readonly open: number;
}

/**
 * Finds lines and numbers in WebAssembly; one for the whole process, since nothing is kept beyond the piece of text that it
 * has.
 */
export class TextKernel {
  /** The requested columns of the rows of the last call, row by row. */
  readonly numbers: Float64Array;
  readonly #exports: TextExports;
  readonly #found: Int32Array;
  readonly #lines: Int32Array;
  readonly #open: Int32Array;
  readonly #wanted: Int32Array;
  readonly #text: Uint8Array;

  constructor(exports: TextExports) {
    const { buffer } = exports.memory;
    this.#exports = exports;
    this.#found = new Int32Array(buffer, FOUND_AT, 2);
    this.#lines = new Int32Array(buffer, LINES_AT, 2 * (MOST_BYTES + 1));
    this.#open = new Int32Array(buffer, OPEN_AT, 2 * MOST_FIELDS);
    this.#wanted = new Int32Array(buffer, WANTED_AT, MOST_FIELDS);
    this.#text = new Uint8Array(buffer, TEXT_AT, MOST_BYTES + STEP);
    this.numbers = new Float64Array(buffer, NUMBERS_AT, MOST_FIELDS);
    this.#lines[0] = TEXT_AT - 1;
    fillPowers(new Float64Array(buffer, POWERS_AT, 2 * (2 * LARGEST_POWER + 1)));
    fillPicks(new Uint8Array(buffer, PICKS_AT, 16 * PLACES * PLACES));
  }

  /** Takes up to `MOST_BYTES` bytes that begin with a line, and returns how many line ends they contain. */
  index(bytes: Uint8Array): number {
    this.#text.set(bytes);
    this.#text.fill(0, bytes.length, bytes.length + STEP);
    this.#exports.index(TEXT_AT + bytes.length);
    return this.#found[0] as number;
  }

  /** Where a line of the piece begins, counted from the start of the piece. */
  lineStart(line: number): number {
    return (this.#lines[2 * line] as number) + 1 - TEXT_AT;
  }

  /** Columns, of which the first is the time, for the following calls of `rows`. */
  request(columns: ArrayLike<number>): void {
    for (let i = 0; i < columns.length; i += 1) this.#wanted[i] = 4 * (columns[i] as number);
  }

  /**
   * The rows from `line` on, up to the first of the `lines` that has another number of fields or no plain time. A number of
   * another column that is not plain is left open.
   */
  rows(line: number, lines: number, row: { readonly columns: number; readonly wanted: number }): KernelRows {
    this.#exports.rows(line, lines, row.columns, row.wanted);
    return { count: this.#found[0] as number, open: this.#found[1] as number };
  }

  /** Place of an open number in `numbers`. */
  openPlace(open: number): number {
    return ((this.#open[2 * open] as number) - NUMBERS_AT) / 8;
  }

  /** Where the field of an open number begins, counted from the start of the piece. */
  openStart(open: number): number {
    return (this.#open[2 * open + 1] as number) - TEXT_AT;
  }
}

let known: TextKernel | null | undefined;

/** Null without WebAssembly or its vectors. */
export function textKernel(): TextKernel | null {
  if (known === undefined) {
    const exports = wasm.instantiate<TextExports>(textModule());
    known = exports === null ? null : new TextKernel(exports);
  }
  return known;
}

/** Powers of ten up to 10^22 are exact. */
function fillPowers(powers: Float64Array): void {
  powers.fill(1);
  for (let power = -LARGEST_POWER; power <= LARGEST_POWER; power += 1) {
    powers[2 * (power + LARGEST_POWER) + (power > 0 ? 0 : 1)] = Number(`1e${Math.abs(power)}`);
  }
}

function fillPicks(picks: Uint8Array): void {
  for (let end = 0; end < PLACES; end += 1) {
    for (let point = 0; point < PLACES; point += 1) {
      const digits = point < end ? end - 1 : end;
      const from = 16 * (end * PLACES + point);
      for (let place = 0; place < 16; place += 1) {
        const digit = place - (16 - digits);
        picks[from + place] = digit < 0 ? 255 : digit + (digit >= point ? 1 : 0);
      }
    }
  }
}
