import { LARGEST_POWER, MOST_SHAPES, NO_EXPONENT, SHAPE, SHAPES_AT } from './places.ts';

/** Digits of a mantissa that a shape has room for. */
const MOST_DIGITS = 12;
const PLAIN = /^[+-]?(?<whole>\d+)(?<rest>\.\d*)?(?:(?<letter>[EeDd])[+-](?<exponent>\d\d\d?))?$/;
/** No byte is picked: the digit counts as zero. */
const NONE = 255;

/**
 * How numbers look that are written in one format: for each of the sixteen bytes behind the sign, the least byte and how far
 * above it others may be; where the digits of the mantissa, the sign of the exponent and its digits are; and the power of ten
 * of the last digit, as a place among the powers.
 */
export class NumberShapes {
  readonly #bytes: Uint8Array;
  readonly #powers: Int32Array;
  readonly #known = new Map<string, number>();

  constructor(memory: ArrayBuffer) {
    this.#bytes = new Uint8Array(memory, SHAPES_AT, MOST_SHAPES * SHAPE.size);
    this.#powers = new Int32Array(memory, SHAPES_AT, (MOST_SHAPES * SHAPE.size) / 4);
    // The first one fits no number.
    this.#powers[SHAPE.power / 4] = -1e6;
  }

  /** The address of the shape of a number; of one that fits none if it has none, or there is no room. */
  of(text: string): number {
    const { whole = '', rest = '', letter = '', exponent = '' } = PLAIN.exec(text)?.groups ?? {};
    const length = whole.length + rest.length + (letter === '' ? 0 : 2) + exponent.length;
    const digits = whole.length + Math.max(0, rest.length - 1);
    if (digits === 0 || digits > MOST_DIGITS || length > 15) return SHAPES_AT;
    const key = `${whole.length} ${rest.length} ${letter} ${exponent.length}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    if (this.#known.size + 1 >= MOST_SHAPES) return SHAPES_AT;
    const at = (this.#known.size + 1) * SHAPE.size;
    this.#fill(at, { whole: whole.length, rest: rest.length, letter, exponent: exponent.length });
    this.#known.set(key, SHAPES_AT + at);
    return SHAPES_AT + at;
  }

  #fill(at: number, shape: { whole: number; rest: number; letter: string; exponent: number }): void {
    const { whole, rest, letter, exponent } = shape;
    const low = this.#bytes.subarray(at + SHAPE.low, at + SHAPE.low + 16).fill(0);
    const range = this.#bytes.subarray(at + SHAPE.range, at + SHAPE.range + 16).fill(255);
    const picks = this.#bytes.subarray(at + SHAPE.picks, at + SHAPE.picks + 16).fill(NONE);
    const expect = (place: number, first: string, last: string): void => {
      low[place] = first.charCodeAt(0);
      range[place] = last.charCodeAt(0) - first.charCodeAt(0);
    };
    const end = whole + rest;
    const digits = whole + Math.max(0, rest - 1);
    for (let digit = 0; digit < digits; digit += 1) {
      const place = digit < whole ? digit : digit + 1;
      expect(place, '0', '9');
      picks[MOST_DIGITS - digits + digit] = place;
    }
    if (rest > 0) expect(whole, '.', '.');
    if (exponent > 0) {
      expect(end, letter, letter);
      // A comma stands between the two signs; its code is not an exponent.
      expect(end + 1, '+', '-');
      picks[MOST_DIGITS] = end + 1;
      for (let digit = 0; digit < exponent; digit += 1) {
        expect(end + 2 + digit, '0', '9');
        picks[16 - exponent + digit] = end + 2 + digit;
      }
    }
    expect(exponent > 0 ? end + 2 + exponent : end, '\0', ' ');
    this.#powers[(at + SHAPE.power) / 4] = LARGEST_POWER - (digits - whole) - NO_EXPONENT;
  }
}
