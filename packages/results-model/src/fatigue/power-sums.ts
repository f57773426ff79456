/** Ranges whose powers are added together. */
const BATCH = 1024;
/** One set of arrays for all sums: they are used within one call only, and stay in the cache. */
const POWERS = new Float64Array(BATCH);
/** The ranges to the powers 1, 2, 4, 8 and so on. */
const SQUARES: Float64Array[] = [new Float64Array(BATCH)];

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
    const ranges = squaresOf(0, batch.length);
    for (let i = 0; i < batch.length; i += 1) ranges[i] = (batch[i] as number) * first * second;
    let squared = 0;
    for (let position = 0; position < this.#sums.length; position += 1) {
      const exponent = this.#exponents[position] as number;
      for (; Number.isInteger(exponent) && 2 ** (squared + 1) <= exponent; squared += 1)
        square(squared, batch.length);
      const powers = powersOf(batch.length, exponent);
      let sum = this.#sums[position] as number;
      for (let i = 0; i < batch.length; i += 1) sum += (powers[i] as number) * count;
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

function squaresOf(doublings: number, length: number): Float64Array {
  let squares = SQUARES[doublings];
  if (squares === undefined) {
    squares = new Float64Array(BATCH);
    SQUARES[doublings] = squares;
  }
  return squares.subarray(0, length);
}

/** The next of `SQUARES`. */
function square(doublings: number, length: number): void {
  const from = squaresOf(doublings, length);
  const to = squaresOf(doublings + 1, length);
  for (let i = 0; i < length; i += 1) to[i] = (from[i] as number) * (from[i] as number);
}

/** Whole exponents by multiplication of squares, smallest first, which gives the same bits on every engine. */
function powersOf(length: number, exponent: number): Float64Array {
  const ranges = squaresOf(0, length);
  if (!Number.isInteger(exponent)) {
    for (let i = 0; i < length; i += 1) POWERS[i] = (ranges[i] as number) ** exponent;
    return POWERS;
  }
  let powers: Float64Array | null = null;
  for (let left = exponent, doublings = 0; left > 0; left = Math.floor(left / 2), doublings += 1) {
    if (left % 2 === 0) continue;
    const squares = squaresOf(doublings, length);
    if (powers === null) powers = squares;
    else {
      for (let i = 0; i < length; i += 1) POWERS[i] = (powers[i] as number) * (squares[i] as number);
      powers = POWERS;
    }
  }
  return powers ?? POWERS.fill(1);
}
