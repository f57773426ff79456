/** Statistics in exact rational arithmetic, each rounded once or twice at the end: slow, and right. */
export interface ExactStatistics {
  readonly mean: number;
  readonly std: number;
  readonly std1: number;
  readonly rms: number;
  readonly skew: number;
  readonly kurt: number;
}

/** Samples must be multiples of 2^-`bits`; at least two of them, not all equal. */
export function exactStatistics(values: readonly number[], bits = 100): ExactStatistics {
  const n = BigInt(values.length);
  const unit = 2 ** bits;
  const x = values.map((value) => BigInt(value * unit));
  const total = sumOf(x);
  // Deviations times n are integers.
  const d = x.map((value) => n * value - total);
  const s2 = sumOf(d.map((value) => value ** 2n));
  const s3 = sumOf(d.map((value) => value ** 3n));
  const s4 = sumOf(d.map((value) => value ** 4n));
  return {
    mean: ratio(total, n) / unit,
    std: Math.sqrt(ratio(s2, n ** 3n)) / unit,
    std1: Math.sqrt(ratio(s2, n ** 2n * (n - 1n))) / unit,
    rms: Math.sqrt(ratio(sumOf(x.map((value) => value ** 2n)), n)) / unit,
    skew: Math.sign(Number(s3)) * Math.sqrt(ratio(s3 ** 2n * n, s2 ** 3n)),
    kurt: ratio(s4 * n, s2 ** 2n),
  };
}

function sumOf(values: readonly bigint[]): bigint {
  return values.reduce((sum, value) => sum + value, 0n);
}

/** The nearest double or one next to it, for a positive denominator. */
function ratio(numerator: bigint, denominator: bigint): number {
  const size = (value: bigint) => value.toString(2).replace('-', '').length;
  const shift = Math.max(0, 70 + size(denominator) - size(numerator));
  return Number((numerator << BigInt(shift)) / denominator) / 2 ** shift;
}
