/**
 * Size, extremes and central powers of a set of finite samples: all that the statistics need besides times, as eight
 * doubles at the places `MOMENT`.
 *
 * The mean is the unevaluated sum `mean + meanLow`, so differences of means are exact to a rounding of the spread, not
 * of the magnitude: 1e9 plus a ripple of 1e-6 keeps its ripple. The powers are the sum of squared deviations from the mean,
 * then of third and fourth powers, in units of `2 ** exponentOf(min, max)`, so that fourth powers neither overflow nor vanish.
 */
export type Moments = Float64Array;

export const MOMENT = { n: 0, min: 1, max: 2, mean: 3, meanLow: 4, power2: 5, power3: 6, power4: 7 } as const;

export function createMoments(): Moments {
  return new Float64Array(8);
}

/** Spreads within these bounds have fourth powers that, summed over any series, are well inside the range of a double. */
const NARROWEST = 2 ** -200;
const WIDEST = 2 ** 200;

/** Binary exponent of the unit for the powers of a set with this range: 0 for all usual data. */
export function exponentOf(min: number, max: number): number {
  const range = max - min;
  if (range === 0 || (range >= NARROWEST && range <= WIDEST)) return 0;
  // Clamped so that the unit and its reciprocal both exist; `range` is Infinity for +-1e308.
  return Math.max(-1000, Math.min(1000, Math.floor(Math.log2(range))));
}

/** A piece of a series, already scanned: all samples between `from` and `to` are finite. */
export interface Piece {
  readonly values: Float64Array;
  readonly from: number;
  readonly to: number;
  readonly min: number;
  readonly max: number;
  /** Sum of the differences to the first sample; unused if the piece needs scaling. */
  readonly sum: number;
}

/** Sums over a piece of the powers of the differences to `about`, in units of `unit`. */
export interface PowerSums {
  n: number;
  min: number;
  max: number;
  about: number;
  s1: number;
  s2: number;
  s3: number;
  s4: number;
  unit: number;
}

/** Reused: a piece allocates nothing. */
const sums: PowerSums = { n: 0, min: 0, max: 0, about: 0, s1: 0, s2: 0, s3: 0, s4: 0, unit: 1 };

/**
 * Moments of one piece in two passes: the mean about the first sample, then the powers about that mean.
 * The powers are corrected for the rounding of the mean (Chan, Golub and LeVeque, "Algorithms for computing
 * the sample variance", The American Statistician 37, 1983, the corrected two-pass algorithm, extended here
 * to the third and fourth power by the binomial theorem).
 */
export function momentsOf(piece: Piece, into: Moments): void {
  const { from, to, min, max } = piece;
  const exponent = exponentOf(min, max);
  sums.n = to - from;
  sums.min = min;
  sums.max = max;
  sums.unit = exponent === 0 ? 1 : 2 ** exponent;
  if (exponent === 0) sumPowers(piece.values, piece);
  else sumScaled(piece, sums.unit);
  momentsFrom(sums, into);
}

function sumScaled({ values: unscaled, from, to }: Piece, unit: number): void {
  const values = unscaled.slice(from, to);
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    values[i] = (values[i] as number) / unit;
    sum += (values[i] as number) - (values[0] as number);
  }
  sumPowers(values, { from: 0, to: values.length, sum });
}

/** `values` and `sum` are in the unit of the sums. */
function sumPowers(values: Float64Array, { from, to, sum }: Pick<Piece, 'from' | 'to' | 'sum'>): void {
  const about = (values[from] as number) + sum / (to - from);
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let s4 = 0;
  for (let i = from; i < to; i++) {
    const d = (values[i] as number) - about;
    const square = d * d;
    s1 += d;
    s2 += square;
    s3 += square * d;
    s4 += square * square;
  }
  sums.about = about;
  sums.s1 = s1;
  sums.s2 = s2;
  sums.s3 = s3;
  sums.s4 = s4;
}

/** The moments of a piece from its sums; `min` and `max` are not in units. */
export function momentsFrom({ n, min, max, about, s1, s2, s3, s4, unit }: PowerSums, into: Moments): void {
  const e = s1 / n;
  const mean = about + e;
  into[MOMENT.n] = n;
  into[MOMENT.min] = min;
  into[MOMENT.max] = max;
  into[MOMENT.mean] = mean * unit;
  into[MOMENT.meanLow] = twoSumError(about, e, mean) * unit;
  into[MOMENT.power2] = s2 - e * s1;
  into[MOMENT.power3] = s3 - 3 * e * s2 + 2 * e * e * s1;
  into[MOMENT.power4] = s4 - 4 * e * s3 + 6 * e * e * s2 - 3 * e * e * e * s1;
}

/**
 * Makes `a` the moments of the union of two disjoint sets. Formulas: Chan, Golub and LeVeque (1983) for the second power;
 * P. Pébay, "Formulas for robust, one-pass parallel computation of covariances and arbitrary-order statistical
 * moments", Sandia report SAND2008-6212 (2008), for the third and fourth.
 */
export function mergeMoments(a: Moments, b: Moments): void {
  const aMean = a[MOMENT.mean] as number;
  const aLow = a[MOMENT.meanLow] as number;
  const aCount = a[MOMENT.n] as number;
  const bCount = b[MOMENT.n] as number;
  const min = Math.min(a[MOMENT.min] as number, b[MOMENT.min] as number);
  const max = Math.max(a[MOMENT.max] as number, b[MOMENT.max] as number);
  const exponent = exponentOf(min, max);
  const unit = exponent === 0 ? 1 : 2 ** exponent;
  const aUnit = exponentIn(a, exponent);
  const bUnit = exponentIn(b, exponent);
  const a2 = scaled(a[MOMENT.power2] as number, aUnit * 2);
  const a3 = scaled(a[MOMENT.power3] as number, aUnit * 3);
  const a4 = scaled(a[MOMENT.power4] as number, aUnit * 4);
  const b2 = scaled(b[MOMENT.power2] as number, bUnit * 2);
  const b3 = scaled(b[MOMENT.power3] as number, bUnit * 3);
  const b4 = scaled(b[MOMENT.power4] as number, bUnit * 4);
  const n = aCount + bCount;
  const p = aCount / n;
  const q = bCount / n;
  // Divided by the unit before subtracting: the difference of +1e308 and -1e308 does not exist.
  const delta =
    (b[MOMENT.mean] as number) / unit - aMean / unit + ((b[MOMENT.meanLow] as number) / unit - aLow / unit);
  const square = delta * delta;
  const cross = aCount * q;
  const step = delta * unit * q + aLow;
  const mean = aMean + step;
  a[MOMENT.n] = n;
  a[MOMENT.min] = min;
  a[MOMENT.max] = max;
  a[MOMENT.mean] = mean;
  a[MOMENT.meanLow] = twoSumError(aMean, step, mean);
  a[MOMENT.power2] = a2 + b2 + square * cross;
  a[MOMENT.power3] = a3 + b3 + square * delta * cross * (p - q) + 3 * delta * (p * b2 - q * a2);
  a[MOMENT.power4] =
    a4 +
    b4 +
    square * square * cross * (p * p - p * q + q * q) +
    6 * square * (p * p * b2 + q * q * a2) +
    4 * delta * (p * b3 - q * a3);
}

/** What must be added to the exponent of a set's own unit for that of a set that contains it. */
function exponentIn(m: Moments, exponent: number): number {
  return exponentOf(m[MOMENT.min] as number, m[MOMENT.max] as number) - exponent;
}

/** A zero has no unit, and the factor of a constant set may be infinite. */
function scaled(power: number, exponent: number): number {
  return exponent === 0 || power === 0 ? power : power * 2 ** exponent;
}

/** The rounding error of `sum`, the rounded a + b (Knuth's TwoSum, for any order of magnitudes). */
function twoSumError(a: number, b: number, sum: number): number {
  const virtual = sum - a;
  return a - (sum - virtual) + (b - virtual);
}
