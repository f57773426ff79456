/** Numbers of this size can be added as they are, without loss. */
const MOST_SAFE = 2 ** 52;
const DECIMAL = /^([+-]?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/;

/** A decimal number: `digits` times 10 to the power of minus `places`. */
interface Decimal {
  readonly digits: bigint;
  readonly places: number;
}

/** The exact sum of numbers as texts: no order and no grouping of them gives another one. */
export class DecimalSum {
  /** How many numbers were added. */
  count = 0;
  /** By the number of decimals: small sums, and what no longer fits them. */
  readonly #small = new Map<number, number>();
  readonly #large = new Map<number, bigint>();
  #infinite = 0;
  #isZeroNegative = true;

  /** `text` is a number as `Number` reads it; `NaN` is not one. */
  add(text: string): void {
    this.count += 1;
    const value = Number(text);
    if (!Object.is(value, -0)) this.#isZeroNegative = false;
    if (!Number.isFinite(value)) {
      this.#infinite += value;
      return;
    }
    if (text.length > 15 || !/^-?\d+(?:\.\d+)?$/.test(text)) {
      this.#addLarge(decimalOf(text));
      return;
    }
    const point = text.indexOf('.');
    const places = point < 0 ? 0 : text.length - 1 - point;
    // At most fourteen digits: the product is off by far less than a half.
    this.#addSmall(places === 0 ? value : Math.round(value * 10 ** places), places);
  }

  /** The sum of both, into this one. */
  merge(other: DecimalSum): void {
    this.count += other.count;
    this.#infinite += other.#infinite;
    this.#isZeroNegative &&= other.#isZeroNegative;
    const { digits, places } = other.#total();
    this.#addLarge({ digits, places });
  }

  /** The double nearest to sum / count; null of nothing. */
  mean(): number | null {
    if (this.count === 0) return null;
    if (this.#infinite !== 0) return this.#infinite;
    if (this.#isZeroNegative) return -0;
    const { digits, places } = this.#total();
    return nearestDouble(digits, BigInt(this.count) * 10n ** BigInt(places));
  }

  #total(): Decimal {
    const places = Math.max(0, ...this.#small.keys(), ...this.#large.keys());
    let digits = 0n;
    for (const [own, sum] of this.#small) digits += BigInt(sum) * 10n ** BigInt(places - own);
    for (const [own, sum] of this.#large) digits += sum * 10n ** BigInt(places - own);
    return { digits, places };
  }

  #addSmall(digits: number, places: number): void {
    const sum = (this.#small.get(places) ?? 0) + digits;
    if (Math.abs(sum) < MOST_SAFE) {
      this.#small.set(places, sum);
      return;
    }
    this.#small.set(places, 0);
    this.#addLarge({ digits: BigInt(sum), places });
  }

  #addLarge({ digits, places }: Decimal): void {
    this.#large.set(places, (this.#large.get(places) ?? 0n) + digits);
  }
}

/** A whole number without decimals has none, whatever its exponent. Throws for any other text. */
function decimalOf(text: string): Decimal {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = DECIMAL.exec(text) ?? [];
  if (whole === '') throw new Error(`defect: ${text} is not a decimal number`);
  const digits = BigInt(`${whole}${fraction}`) * (sign === '-' ? -1n : 1n);
  const places = fraction.length - Number(exponent);
  return places >= 0 ? { digits, places } : { digits: digits * 10n ** BigInt(-places), places: 0 };
}

/** Bits of the quotient: 53 of the double, and enough to see on which side of half-way it is. */
const BITS = 56;

/** The double nearest to a quotient, half-way to even. `divisor` is positive. */
export function nearestDouble(dividend: bigint, divisor: bigint): number {
  const isNegative = dividend < 0n;
  const top = isNegative ? -dividend : dividend;
  if (top <= Number.MAX_SAFE_INTEGER && divisor <= Number.MAX_SAFE_INTEGER)
    return Number(dividend) / Number(divisor);
  const shift = BITS - (bitsOf(top) - bitsOf(divisor));
  const a = shift > 0 ? top << BigInt(shift) : top;
  const b = shift < 0 ? divisor << BigInt(-shift) : divisor;
  // The last bit stands for everything that follows.
  const quotient = (a / b) | (a % b === 0n ? 0n : 1n);
  const value = Number(quotient) * 2 ** -shift;
  return isNegative ? -value : value;
}

function bitsOf(value: bigint): number {
  return value.toString(2).length;
}
