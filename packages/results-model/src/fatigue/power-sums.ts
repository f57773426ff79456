/** Ranges whose powers are added together. */
const BATCH = 1024;

/**
 * The sums of n S^m over ranges S with counts n, for several exponents m, in the order in which the ranges come.
 *
 * Every sum is kept for ranges divided by a power of two that grows with the largest of them, so a power never overflows
 * and no bit is lost. The sums do not depend on how the ranges are cut into calls.
 */
export class PowerSums {
  readonly #exponents: readonly number[];
  readonly #sums: Float64Array;
  readonly #powers = new Float64Array(BATCH);
  readonly #ranges = new Float64Array(BATCH);
  readonly #counts = new Float64Array(BATCH);
  #pending = 0;
  /** Ranges are divided by two to this power. */
  #shift = Number.NEGATIVE_INFINITY;

  constructor(exponents: readonly number[]) {
    this.#exponents = exponents;
    this.#sums = new Float64Array(exponents.length);
  }

  /** Sums of the same ranges so far; either may go on alone. */
  copy(): PowerSums {
    this.#flush();
    const copy = new PowerSums(this.#exponents);
    copy.#sums.set(this.#sums);
    copy.#shift = this.#shift;
    return copy;
  }

  addRange(range: number, count: number): void {
    this.#ranges[this.#pending] = range;
    this.#counts[this.#pending] = count;
    this.#pending += 1;
    if (this.#pending === BATCH) this.#flush();
  }

  /**
   * (sum n S^m / N)^(1/m) for the exponent at a position: the range that, N times, has the same sum. 0 for no ranges;
   * null unless N is positive.
   */
  equivalent(position: number, cycles: number): number | null {
    this.#flush();
    const exponent = this.#exponents[position];
    const sum = this.#sums[position];
    if (exponent === undefined || sum === undefined) throw new RangeError(`no exponent ${position}`);
    if (!(cycles > 0)) return null;
    if (sum === 0) return 0;
    return scaled((sum / cycles) ** (1 / exponent), this.#shift);
  }

  #flush(): void {
    const length = this.#pending;
    this.#pending = 0;
    if (length === 0) return;
    const ranges = this.#ranges;
    let largest = 0;
    for (let i = 0; i < length; i += 1) largest = Math.max(largest, ranges[i] as number);
    this.#shiftFor(largest);
    if (largest === 0) return;
    for (let i = 0; i < length; i += 1) ranges[i] = scaled(ranges[i] as number, -this.#shift);
    for (const [position, exponent] of this.#exponents.entries()) {
      powersInto(this.#powers, { ranges, length, exponent });
      let sum = this.#sums[position] as number;
      for (let i = 0; i < length; i += 1) sum += (this.#powers[i] as number) * (this.#counts[i] as number);
      this.#sums[position] = sum;
    }
  }

  /** Keeps ranges below 2 from now on: a sum overflows only after 10^300 of them. */
  #shiftFor(largest: number): void {
    if (largest === 0) return;
    const shift = Math.floor(Math.log2(largest));
    if (shift <= this.#shift) return;
    for (const [position, exponent] of this.#exponents.entries()) {
      const sum = this.#sums[position] as number;
      if (sum !== 0) this.#sums[position] = sum * 2 ** (exponent * (this.#shift - shift));
    }
    this.#shift = shift;
  }
}

/** `value` times two to the power `shift`, in two steps: one factor alone could overflow. */
function scaled(value: number, shift: number): number {
  const half = Math.trunc(shift / 2);
  return value * 2 ** half * 2 ** (shift - half);
}

interface Powers {
  readonly ranges: Float64Array;
  readonly length: number;
  readonly exponent: number;
}

/** Whole exponents by multiplication, which gives the same bits on every engine. */
function powersInto(powers: Float64Array, { ranges, length, exponent }: Powers): void {
  if (!Number.isInteger(exponent)) {
    for (let i = 0; i < length; i += 1) powers[i] = (ranges[i] as number) ** exponent;
    return;
  }
  powers.fill(1, 0, length);
  const bases = ranges.slice(0, length);
  for (let left = exponent; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1)
      for (let i = 0; i < length; i += 1) powers[i] = (powers[i] as number) * (bases[i] as number);
    if (left > 1) for (let i = 0; i < length; i += 1) bases[i] = (bases[i] as number) ** 2;
  }
}
