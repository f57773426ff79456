import { wasm } from '@ballast/results-model';
import { MINUS, PLUS } from '../characters.ts';
import { COLUMNS } from './form-program.ts';
import { NumberShapes } from './number-shapes.ts';
import {
  EXPONENTS_AT,
  FIELDS_AT,
  FOUND_AT,
  LARGEST_POWER,
  LINES_AT,
  MOST_BYTES,
  MOST_CODES,
  MOST_FIELDS,
  NEGATIVE,
  NO_EXPONENT,
  NUMBERS_AT,
  OPEN_AT,
  PICKS_AT,
  PLACES,
  POWERS_AT,
  SIGNS_AT,
  STEP,
  TEXT_AT,
  WANTED_AT,
} from './places.ts';
import { FormTables, type RowForm } from './row-form.ts';
import { textModule } from './text-program.ts';

interface TextExports {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly index: (end: number) => void;
  readonly rows: (line: number, lines: number, columns: number, wanted: number) => void;
  readonly formRows: (
    ...parameters: [
      rows: number,
      length: number,
      first: number,
      width: number,
      end: number,
      powers: number,
      how: number,
    ]
  ) => void;
}

/** Some columns of rows that stand one below the other. */
export interface KernelRows {
  readonly count: number;
  /** How many numbers were left open. */
  readonly open: number;
  /** How many numbers did not have the expected shape. */
  readonly missed: number;
}

/**
 * Finds lines and numbers in WebAssembly; one for the whole process, since nothing is kept beyond the piece of text that it
 * has.
 */
export class TextKernel {
  /** The requested columns of the rows of the last call, row by row. */
  readonly numbers: Float64Array;
  readonly shapes: NumberShapes;
  readonly #forms: FormTables;
  readonly #exports: TextExports;
  readonly #found: Int32Array;
  readonly #fields: Int32Array;
  readonly #lines: Int32Array;
  readonly #open: Int32Array;
  readonly #wanted: Int32Array;
  readonly #text: Uint8Array;

  constructor(exports: TextExports) {
    const { buffer } = exports.memory;
    this.#exports = exports;
    this.#found = new Int32Array(buffer, FOUND_AT, 3);
    this.#fields = new Int32Array(buffer, FIELDS_AT, MOST_FIELDS);
    this.#lines = new Int32Array(buffer, LINES_AT, 2 * (MOST_BYTES + 1));
    this.#open = new Int32Array(buffer, OPEN_AT, 2 * MOST_FIELDS);
    this.#wanted = new Int32Array(buffer, WANTED_AT, 2 * MOST_FIELDS);
    this.#text = new Uint8Array(buffer, TEXT_AT, MOST_BYTES + STEP);
    this.numbers = new Float64Array(buffer, NUMBERS_AT, MOST_FIELDS);
    this.#lines[0] = TEXT_AT - 1;
    this.shapes = new NumberShapes(buffer);
    this.#forms = new FormTables(buffer);
    const powers = 2 * (2 * LARGEST_POWER + 1);
    fillPowers(new Float64Array(buffer, POWERS_AT, powers), 1);
    fillPowers(new Float64Array(buffer, POWERS_AT + NEGATIVE, powers), -1);
    fillSigns(new Uint8Array(buffer, SIGNS_AT, 256));
    fillExponents(new Uint8Array(buffer, EXPONENTS_AT, MOST_CODES));
    fillPicks(new Uint8Array(buffer, PICKS_AT, 16 * PLACES * PLACES));
  }

  /** Takes up to `MOST_BYTES` bytes that begin with a line, and returns how many line ends they contain. */
  index(bytes: Uint8Array): number {
    this.#take(bytes);
    this.#exports.index(TEXT_AT + bytes.length);
    return this.#found[0] as number;
  }

  /**
   * The rows that are all of one form, from the first of up to `MOST_BYTES` bytes on; with all their numbers, or only their times.
   * Returns how many they are.
   */
  formRows(bytes: Uint8Array, form: RowForm, numbers: 'all' | 'times'): number {
    this.#take(bytes);
    this.#forms.set(form);
    const { length, first, width, end, decimals, how } = form;
    const most = Math.floor(bytes.length / length);
    const powers = -16 * decimals;
    const chosen = numbers === 'all' ? how : COLUMNS.compared;
    this.#exports.formRows(most, length, first, width, end, powers, chosen);
    return this.#found[0] as number;
  }

  /** Where a line of the piece begins, counted from the start of the piece. */
  lineStart(line: number): number {
    return (this.#lines[2 * line] as number) + 1 - TEXT_AT;
  }

  /** Where a field of a line begins, counted from the start of the piece. */
  fieldStart(line: number, column: number): number {
    return (this.#fields[(this.#lines[2 * line + 1] as number) + column] as number) - TEXT_AT;
  }

  /** How many fields a line has. */
  fieldCount(line: number): number {
    return (this.#lines[2 * line + 3] as number) - (this.#lines[2 * line + 1] as number);
  }

  /** Columns, of which the first is the time, and their expected shapes, for the following calls of `rows`. */
  request(columns: readonly number[], shapes: Int32Array): void {
    for (let i = 0; i < columns.length; i += 1) {
      this.#wanted[2 * i] = 4 * (columns[i] as number);
      this.#wanted[2 * i + 1] = shapes[i] as number;
    }
  }

  /**
   * The rows from `line` on, up to the first of the `lines` that has another number of fields or no plain time. A number of
   * another column that is not plain is left open.
   */
  rows(line: number, lines: number, row: { readonly columns: number; readonly wanted: number }): KernelRows {
    this.#exports.rows(line, lines, row.columns, row.wanted);
    const [count = 0, open = 0, missed = 0] = this.#found;
    return { count, open, missed };
  }

  /** Place of an open number in `numbers`. */
  openPlace(open: number): number {
    return ((this.#open[2 * open] as number) - NUMBERS_AT) / 8;
  }

  /** Where the field of an open number begins, counted from the start of the piece. */
  openStart(open: number): number {
    return (this.#open[2 * open + 1] as number) - TEXT_AT;
  }

  #take(bytes: Uint8Array): void {
    this.#text.set(bytes);
    this.#text.fill(0, bytes.length, bytes.length + STEP);
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
function fillPowers(powers: Float64Array, sign: number): void {
  powers.fill(1);
  for (let power = -LARGEST_POWER; power <= LARGEST_POWER; power += 1) {
    const at = 2 * (power + LARGEST_POWER);
    powers[at + (power > 0 ? 0 : 1)] = Number(`1e${Math.abs(power)}`);
    powers[at] = sign * (powers[at] as number);
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

function fillSigns(signs: Uint8Array): void {
  signs[PLUS] = 1;
  signs[MINUS] = 3;
}

/** A thousand for each byte that the sign is above a plus: a minus is two above. */
function fillExponents(exponents: Uint8Array): void {
  for (let power = 0; power < NO_EXPONENT; power += 1) {
    exponents[power] = NO_EXPONENT + power;
    exponents[2000 + power] = NO_EXPONENT - power;
  }
}
