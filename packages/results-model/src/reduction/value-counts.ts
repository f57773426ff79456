import { quantileOfCounts } from '../crossings/quantiles.ts';

/** Distinct values that are counted exactly; a packed channel has no more. */
const MOST_DISTINCT = 65_536;
const SMALLEST = 1024;
/** Binary digits of a double's mantissa that are stored. */
const ALL_DIGITS = 52;

/**
 * Counts the distinct values of a series in bounded memory: 3 MB at most. As long as there are at most 65,536, quantiles are
 * exact; beyond, values are rounded towards zero to ever fewer binary digits: see `digits`.
 *
 * A hash table of plain arrays: a Map would allocate an object for every sample.
 */
export class ValueCounts {
  #keys = new Float64Array(SMALLEST);
  #counts = new Uint32Array(SMALLEST);
  #size = 0;
  #digits = ALL_DIGITS;
  readonly #value = new Float64Array(1);
  readonly #halves = new Uint32Array(this.#value.buffer);
  /** Masks of the lower and the upper half of a double, in the order of this machine. */
  readonly #masks = new Uint32Array(2).fill(0xffff_ffff);

  /** Binary digits of the mantissa that are kept: 52 if every value is counted as it is. */
  get digits(): number {
    return this.#digits;
  }

  /** Values must be finite. */
  add(values: Float64Array): void {
    let last = Number.NaN;
    let run = 0;
    for (let i = 0; i < values.length; i += 1) {
      const value = values[i] as number;
      if (value === last) {
        run += 1;
        continue;
      }
      if (run > 0) this.count(last, run);
      last = value;
      run = 1;
    }
    if (run > 0) this.count(last, run);
  }

  /** By the rule of `quantileOf`, for each q; null without samples. */
  quantiles(wanted: readonly number[]): (number | null)[] {
    const values = new Float64Array(this.#size);
    let filled = 0;
    for (let place = 0; place < this.#keys.length; place += 1) {
      if ((this.#counts[place] as number) === 0) continue;
      values[filled] = this.#keys[place] as number;
      filled += 1;
    }
    values.sort();
    const counts = Uint32Array.from(values, (value) => this.#counts[this.#placeOf(value)] as number);
    return wanted.map((q) => quantileOfCounts(values, counts, q));
  }

  /** Counts one finite value several times. */
  count(value: number, count: number): void {
    this.#insert(value, count);
    if (this.#size > MOST_DISTINCT) this.#coarsen();
    else if (this.#size * 2 > this.#keys.length) this.#rehash(this.#keys.length * 2);
  }

  #insert(value: number, count: number): void {
    const place = this.#placeOf(value);
    if (this.#counts[place] === 0) {
      this.#keys[place] = this.#value[0] as number;
      this.#size += 1;
    }
    this.#counts[place] = (this.#counts[place] as number) + count;
  }

  /** Where a value is or belongs; it is in `#value` then, with the digits that count. Negative zero is zero. */
  #placeOf(value: number): number {
    this.#value[0] = value + 0;
    const low = (this.#halves[0] as number) & (this.#masks[0] as number);
    const high = (this.#halves[1] as number) & (this.#masks[1] as number);
    this.#halves[0] = low;
    this.#halves[1] = high;
    const key = this.#value[0] as number;
    const last = this.#keys.length - 1;
    let hash = Math.imul(low ^ Math.imul(high, 0x9e3779b1), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 15), 0xc2b2ae35);
    let place = (hash ^ (hash >>> 13)) & last;
    while ((this.#counts[place] as number) > 0 && !isSame(this.#keys[place] as number, key))
      place = (place + 1) & last;
    return place;
  }

  #coarsen(): void {
    while (this.#size > MOST_DISTINCT / 2 && this.#digits > 0) {
      this.#digits -= 1;
      this.#dropDigit();
      this.#rehash(this.#keys.length);
    }
  }

  /** The number 1 has its exponent in the upper half, which tells the order of the halves. */
  #dropDigit(): void {
    this.#value[0] = 1;
    const upper = this.#halves[1] === 0 ? 0 : 1;
    const lower = 1 - upper;
    const low = this.#masks[lower] as number;
    if (low !== 0) this.#masks[lower] = low << 1;
    else this.#masks[upper] = (this.#masks[upper] as number) << 1;
  }

  #rehash(capacity: number): void {
    const keys = this.#keys;
    const counts = this.#counts;
    this.#keys = new Float64Array(capacity);
    this.#counts = new Uint32Array(capacity);
    this.#size = 0;
    for (let i = 0; i < keys.length; i += 1) {
      const count = counts[i] as number;
      if (count > 0) this.#insert(keys[i] as number, count);
    }
  }
}

/** What is not a number does not even equal itself: it would fill the table, and looking for a place would never end. */
function isSame(a: number, b: number): boolean {
  return a === b || (Number.isNaN(a) && Number.isNaN(b));
}
