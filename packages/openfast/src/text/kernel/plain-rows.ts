import { fieldEnd } from '../fields.ts';
import { MOST_BYTES, SHAPES_AT } from './places.ts';
import { type RowForm, rowForm } from './row-form.ts';
import type { TextKernel } from './text-kernel.ts';

/** A number that is not plain, to be read from its field. */
export interface OpenNumber {
  /** Its place among the requested numbers. */
  readonly place: number;
  /** Where its field starts among the bytes. */
  readonly start: number;
}

/** The requested numbers of one row, from `at` on. Those that are open are still to be read. */
export interface PlainNumbers {
  readonly values: Float64Array;
  readonly at: number;
  readonly open: readonly OpenNumber[];
  /** How many rows, from this one on, have all their numbers one row behind the other. */
  readonly complete: number;
}

/** Bytes from the start of a line on. */
export interface TextPiece {
  readonly bytes: Uint8Array;
  readonly from: number;
  readonly to: number;
}

const NONE: readonly OpenNumber[] = [];
/** How often the shapes of numbers are taken from a row, in a text that changes them. */
const MOST_LOOKS = 4;
/** How often a short run of rows of one form may end early: each time, some bytes are read twice. */
const MOST_MISSES = 8;
/** A run of this many rows has paid for its end. */
const LONG_RUN = 64;
/** Longer numbers have no shape. */
const LONGEST = 20;

/** The lines of one piece of text after the other, and the rows among them that the kernel can read. */
export class PlainRows {
  /** Of the row that was selected last. */
  readonly numbers: { -readonly [Key in keyof PlainNumbers]: PlainNumbers[Key] };
  bytes: Uint8Array = new Uint8Array(0);
  readonly #kernel: TextKernel;
  readonly #columns: number;
  readonly #wanted: readonly number[];
  #from = 0;
  #lines = 0;
  /** Open numbers of the last rows, and how many of them belong to rows before the next one. */
  #open = 0;
  #passed = 0;
  #count = 0;
  /** The shapes that are expected of the requested numbers. */
  readonly #shapes: Int32Array;
  #looks = 0;
  #looksAgain = true;
  /** Null if rows have no form in common, as far as is known. */
  #form: RowForm | null = null;
  /** How often a short run of rows of that form has ended early. */
  #misses = 0;
  /** Bytes of each line if all have the form, otherwise 0. */
  #length = 0;
  readonly #numbers: 'all' | 'times' | null;

  constructor(kernel: TextKernel, columns: number, wanted: readonly number[]) {
    this.#kernel = kernel;
    this.#columns = columns;
    this.#wanted = wanted;
    this.#shapes = new Int32Array(wanted.length).fill(SHAPES_AT);
    this.#numbers = wanted.length === columns ? 'all' : wanted.length === 1 ? 'times' : null;
    this.numbers = { values: kernel.numbers, at: 0, open: NONE, complete: 1 };
  }

  /** Reads the rows from the start of a piece on that have the form of earlier ones, and returns how many they are. */
  formRows({ bytes, from, to }: TextPiece): number {
    const form = this.#form;
    if (form === null || this.#numbers === null) return 0;
    const most = Math.min(to, from + MOST_BYTES);
    if (most - from < form.length) return 0;
    this.bytes = bytes;
    this.#from = from;
    this.#length = form.length;
    this.#open = 0;
    this.#passed = 0;
    const count = this.#kernel.formRows(bytes.subarray(from, most), form, this.#numbers);
    this.#count = count;
    if ((count + 1) * form.length <= most - from) this.#missed(count);
    return count;
  }

  /** Takes as many bytes as the kernel can, and returns how many lines end within them. */
  index({ bytes, from, to }: TextPiece): number {
    this.bytes = bytes;
    this.#from = from;
    this.#length = 0;
    this.#kernel.request(this.#wanted, this.#shapes);
    this.#lines = this.#kernel.index(bytes.subarray(from, Math.min(to, from + MOST_BYTES)));
    return this.#lines;
  }

  /** Where a line starts among the bytes. */
  lineStart(line: number): number {
    return this.#from + (this.#length > 0 ? line * this.#length : this.#kernel.lineStart(line));
  }

  /** Reads rows from a line on, and returns how many there are before another kind of line. */
  rows(line: number): number {
    const shape = { columns: this.#columns, wanted: this.#wanted.length };
    if (this.#looksAgain && this.#kernel.fieldCount(line) === this.#columns) this.#look(line);
    const { count, open, missed } = this.#kernel.rows(line, this.#lines, shape);
    if (4 * missed > count * this.#wanted.length) this.#looksAgain ||= this.#looks < MOST_LOOKS;
    this.#open = open;
    this.#passed = 0;
    this.#count = count;
    return count;
  }

  /** Selects one of the last rows, in order from the first, and returns its time. */
  select(row: number): number {
    const { numbers } = this;
    const at = row * this.#wanted.length;
    numbers.at = at;
    numbers.open = this.#passed < this.#open ? this.#openOf(at) : NONE;
    numbers.complete = this.#open === 0 ? this.#count - row : 1;
    return numbers.values[at] as number;
  }

  /** Takes the shapes of numbers from a line. */
  #look(line: number): void {
    const { shapes } = this.#kernel;
    this.#wanted.forEach((column, place) => {
      const start = this.#from + this.#kernel.fieldStart(line, column);
      const end = Math.min(fieldEnd(this.bytes, start), start + LONGEST);
      this.#shapes[place] = shapes.of(String.fromCharCode(...this.bytes.subarray(start, end)));
    });
    this.#kernel.request(this.#wanted, this.#shapes);
    this.#looks += 1;
    this.#looksAgain = false;
    const starts = Array.from(
      { length: this.#columns },
      (_, column) => this.#from + this.#kernel.fieldStart(line, column),
    );
    this.#form = rowForm(this.bytes, { from: this.lineStart(line), to: this.lineStart(line + 1) }, starts);
  }

  #missed(rows: number): void {
    if (rows < LONG_RUN) this.#misses += 1;
    this.#form = null;
    this.#looksAgain ||= this.#misses < MOST_MISSES;
  }

  #openOf(at: number): readonly OpenNumber[] {
    const found: OpenNumber[] = [];
    for (; this.#passed < this.#open; this.#passed += 1) {
      const place = this.#kernel.openPlace(this.#passed) - at;
      if (place >= this.#wanted.length) break;
      found.push({ place, start: this.#from + this.#kernel.openStart(this.#passed) });
    }
    return found;
  }
}
