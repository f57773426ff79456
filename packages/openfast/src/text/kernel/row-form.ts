import { BLANK, MINUS, PLUS } from '../characters.ts';
import { fieldEnd } from '../fields.ts';
import { COLUMNS } from './form-program.ts';
import { CODES_AT, FORM, FORM_AT, LARGEST_POWER, MOST_SIGNED_CODES, SIGNED, SIGNED_AT } from './places.ts';

const NUMBER = /^(?<whole>\d+)\.(?<rest>\d*)(?<letter>[EeDd])[+-]\d\d$/;
/** Digits of a mantissa: of two numbers at a time, and of one. */
const FEW_DIGITS = 4;
const MOST_DIGITS = 12;
const VECTOR = 16;
const NONE = 255;

/** How all rows of a text look whose columns have one format and one width. Lengths and places are in bytes. */
export interface RowForm {
  readonly length: number;
  /** Where the columns behind the time begin, with the blanks before their numbers. */
  readonly first: number;
  readonly width: number;
  /** Where they end, behind the last one. */
  readonly end: number;
  readonly decimals: number;
  readonly how: typeof COLUMNS.read1 | typeof COLUMNS.read2;
  /** The bytes of a column, and those behind the last one. */
  readonly column: Uint8Array;
  readonly tail: Uint8Array;
}

/**
 * The form of a row, `bytes[from..to)` with its line end, whose fields start at `starts`; null if its columns have different
 * formats or widths, or numbers without an exponent of two digits.
 */
export function rowForm(
  bytes: Uint8Array,
  { from, to }: { readonly from: number; readonly to: number },
  starts: readonly number[],
): RowForm | null {
  const edges = starts.map((start) => fieldEnd(bytes, start) - from);
  const [first = 0, second = 0] = edges;
  const end = edges.at(-1) ?? 0;
  const width = second - first;
  const isEven = edges.every((edge, column) => edge === first + column * width);
  if (starts.length < 3 || !isEven || first > 15 || width > VECTOR || to - from - end > VECTOR) return null;
  const column = copyOf(bytes.subarray(from + first, from + second));
  const digits = textOf(column).replace(/^[\0- ]+[+-]?/, '');
  const { whole = '', rest = '' } = NUMBER.exec(digits)?.groups ?? {};
  const count = whole.length + rest.length;
  if (whole === '' || count > MOST_DIGITS) return null;
  const how = count <= FEW_DIGITS ? COLUMNS.read2 : COLUMNS.read1;
  const tail = copyOf(bytes.subarray(from + end, to));
  return { length: to - from, first, width, end, decimals: rest.length, how, column, tail };
}

/** Bytes are read into the same memory again, and `slice` of a buffer of Node copies nothing. */
function copyOf(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes);
}

function textOf(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}

/** Writes what the kernel compares bytes with, and which of them it picks. */
export class FormTables {
  readonly #bytes: Uint8Array;

  constructor(memory: ArrayBuffer) {
    this.#bytes = new Uint8Array(memory, FORM_AT, FORM.size);
    fillCodes(new Uint16Array(memory, CODES_AT, MOST_SIGNED_CODES));
    fillPowers(new Float64Array(memory, SIGNED_AT, 4 * SIGNED.count));
  }

  set({ column, tail, how }: RowForm): void {
    const low = this.#part(FORM.low, 0);
    const range = this.#part(FORM.range, 255);
    const picks = this.#part(FORM.picks, NONE);
    low.set(column);
    range.fill(0, 0, column.length);
    const exponent = column.length - 4;
    const sign = signPlace(column);
    const places: number[] = [];
    for (let place = sign + 1; place < exponent; place += 1) {
      if (!isDigit(column[place] as number)) continue;
      places.push(place);
      this.#expect(place, 0x30, 0x39);
    }
    // Without a blank before it the sign would join two fields.
    if (sign > 0) this.#expect(sign, BLANK, MINUS);
    this.#expect(exponent + 1, PLUS, MINUS);
    this.#expect(exponent + 2, 0x30, 0x39);
    this.#expect(exponent + 3, 0x30, 0x39);
    const most = how === COLUMNS.read2 ? FEW_DIGITS : MOST_DIGITS;
    picks.set([...places, sign, exponent + 1, exponent + 2, exponent + 3], most - places.length);
    this.#part(FORM.otherPicks, NONE).set(picks.subarray(0, 8), 8);
    this.#part(FORM.endLow, 0).set(tail);
    this.#part(FORM.endRange, 255).fill(0, 0, tail.length);
  }

  #part(at: number, value: number): Uint8Array {
    return this.#bytes.subarray(at, at + VECTOR).fill(value);
  }

  #expect(place: number, least: number, most: number): void {
    this.#bytes[FORM.low + place] = least;
    this.#bytes[FORM.range + place] = most - least;
  }
}

/** The place before the first digit: a sign or a blank. */
function signPlace(column: Uint8Array): number {
  return column.findIndex(isDigit) - 1;
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

/**
 * A code has a thousand for each byte that the sign is above a blank, a hundred for each that the sign of the exponent is above a
 * plus, and the exponent.
 */
function fillCodes(codes: Uint16Array): void {
  const none = 16 * (SIGNED.zero - 100);
  codes.fill(none);
  const signs = [BLANK, PLUS, MINUS];
  for (const sign of signs) {
    const at = 1000 * (sign - BLANK);
    const base = SIGNED.zero + (sign === MINUS ? SIGNED.count : 0);
    for (let power = 0; power < 100; power += 1) {
      codes[at + power] = 16 * (base + power);
      codes[at + 100 * (MINUS - PLUS) + power] = 16 * (base - power);
    }
  }
}

/** Powers of ten up to 10^22 are exact. */
function fillPowers(powers: Float64Array): void {
  powers.fill(Number.NaN);
  for (let power = -LARGEST_POWER; power <= LARGEST_POWER; power += 1) {
    for (const negative of [0, 1]) {
      const at = 2 * (SIGNED.zero + power + negative * SIGNED.count);
      const one = Number(`1e${Math.abs(power)}`);
      powers[at] = (negative === 1 ? -1 : 1) * (power > 0 ? one : 1);
      powers[at + 1] = power > 0 ? 1 : one;
    }
  }
}
