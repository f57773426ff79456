/** Ranges whose powers are added together. */
const BATCH = 1024;
/** One set of arrays for all sums: they are used within one call only, and stay in the cache. */
const RANGES = new Float64Array(BATCH);
const BASES = new Float64Array(BATCH);
const POWERS = new Float64Array(BATCH);

/**
 * The sums of n S^m over ranges S with counts n, for several exponents m, in the order in which the ranges come.
 *
 * Every sum is kept for ranges divided by a power of two that grows with the largest of them, so a power never overflows
 * and no bit is lost. The sums do not depend on how the ranges are cut into calls.
 */
export class PowerSums {
  readonly #exponents: readonly number[];
  readonly #sums: Float64Array;
  /** Ranges are divided by two to this power. */
  #shift = Number.NEGATIVE_INFINITY;

  constructor(exponents: readonly number[]) {
    this.#exponents = exponents;
    this.#sums = new Float64Array(exponents.length);
  }

  /** Sums of the same ranges so far; either may go on alone. */
  copy(): PowerSums {
    const copy = new PowerSums(this.#exponents);
    copy.#sums.set(this.#sums);
    copy.#shift = this.#shift;
    return copy;
  }

  /** Adds ranges that all have the same count. */
  add(ranges: Float64Array, count: number): void {
    for (let from = 0; from < ranges.length; from += BATCH) {
      this.#addBatch(ranges.subarray(from, from + BATCH), count);
    }
  }

  /**
   * (sum n S^m / N)^(1/m) for the exponent at a position: the range that, N times, has the same sum. 0 for no ranges;
   * null unless N is positive.
   */
  equivalent(position: number, cycles: number): number | null {
    const exponent = this.#exponents[position];
    const sum = this.#sums[position];
    if (exponent === undefined || sum === undefined) throw new RangeError(`no exponent ${position}`);
    if (!(cycles > 0)) return null;
    if (sum === 0) return 0;
    return scaled((sum / cycles) ** (1 / exponent), this.#shift);
  }

  #addBatch(batch: Float64Array, count: number): void {
    let largest = 0;
    for (let i = 0; i < batch.length; i += 1) {
      const range = batch[i] as number;
      if (range > largest) largest = range;
    }
    if (largest === 0) return;
    this.#shiftFor(largest);
    const [first, second] = factors(-this.#shift);
    for (let i = 0; i < batch.length; i += 1) RANGES[i] = (batch[i] as number) * first * second;
    for (let position = 0; position < this.#sums.length; position += 1) {
      powersOf(batch.length, this.#exponents[position] as number);
      let sum = this.#sums[position] as number;
      for (let i = 0; i < batch.length; i += 1) sum += (POWERS[i] as number) * count;
      this.#sums[position] = sum;
    }
  }

  /** Keeps ranges below 2 from now on: a sum overflows only after 10^300 of them. */
  #shiftFor(largest: number): void {
    const shift = Math.floor(Math.log2(largest));
    if (shift <= this.#shift) return;
    for (const [position, exponent] of this.#exponents.entries()) {
      const sum = this.#sums[position] as number;
      if (sum !== 0) this.#sums[position] = sum * 2 ** (exponent * (this.#shift - shift));
    }
    this.#shift = shift;
  }
}

/** `value` times two to the power `shift`. */
function scaled(value: number, shift: number): number {
  const [first, second] = factors(shift);
  return value * first * second;
}

/** Two to the power `shift`, as two factors: one alone could overflow. */
function factors(shift: number): readonly [number, number] {
  const half = Math.trunc(shift / 2);
  return [2 ** half, 2 ** (shift - half)];
}

/** Fills `POWERS` from `RANGES`. Whole exponents by multiplication, which gives the same bits on every engine. */
function powersOf(length: number, exponent: number): void {
  if (!Number.isInteger(exponent)) {
    for (let i = 0; i < length; i += 1) POWERS[i] = (RANGES[i] as number) ** exponent;
    return;
  }
  POWERS.fill(1, 0, length);
  for (let i = 0; i < length; i += 1) BASES[i] = RANGES[i] as number;
  for (let left = exponent; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1)
      for (let i = 0; i < length; i += 1) POWERS[i] = (POWERS[i] as number) * (BASES[i] as number);
    if (left > 1) for (let i = 0; i < length; i += 1) BASES[i] = (BASES[i] as number) * (BASES[i] as number);
  }
}
