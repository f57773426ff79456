/**
 * Size, extremes and central powers of a set of finite samples: all that the statistics need besides times.
 *
 * The mean is the unevaluated sum `mean + meanLow`, so differences of means are exact to a rounding of the spread, not
 * of the magnitude: 1e9 plus a ripple of 1e-6 keeps its ripple. The powers are in units of `2 ** exponentOf(min, max)`,
 * so that fourth powers neither overflow nor vanish.
 */
export interface Moments {
  readonly n: number;
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  readonly meanLow: number;
  /** Sum of squared deviations from the mean, then of third and fourth powers. */
  readonly power2: number;
  readonly power3: number;
  readonly power4: number;
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

/**
 * Moments of one piece in two passes: the mean about the first sample, then the powers about that mean.
 * The powers are corrected for the rounding of the mean (Chan, Golub and LeVeque, "Algorithms for computing
 * the sample variance", The American Statistician 37, 1983, the corrected two-pass algorithm, extended here
 * to the third and fourth power by the binomial theorem).
 */
export function momentsOf(piece: Piece): Moments {
  const exponent = exponentOf(piece.min, piece.max);
  if (exponent === 0) return centred(piece, 1);
  const unit = 2 ** exponent;
  const values = piece.values.slice(piece.from, piece.to);
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    values[i] = (values[i] as number) / unit;
    sum += (values[i] as number) - (values[0] as number);
  }
  return centred({ ...piece, values, from: 0, to: values.length, sum }, unit);
}

/** `values` and `sum` of the piece are in units of `unit`, `min` and `max` are not. */
function centred(piece: Piece, unit: number): Moments {
  const { values, from, to } = piece;
  const n = to - from;
  const about = (values[from] as number) + piece.sum / n;
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
  const e = s1 / n;
  const mean = about + e;
  return {
    n,
    min: piece.min,
    max: piece.max,
    mean: mean * unit,
    meanLow: twoSumError(about, e, mean) * unit,
    power2: s2 - e * s1,
    power3: s3 - 3 * e * s2 + 2 * e * e * s1,
    power4: s4 - 4 * e * s3 + 6 * e * e * s2 - 3 * e * e * e * s1,
  };
}

/**
 * Moments of the union of two disjoint sets. Formulas: Chan, Golub and LeVeque (1983) for the second power;
 * P. Pébay, "Formulas for robust, one-pass parallel computation of covariances and arbitrary-order statistical
 * moments", Sandia report SAND2008-6212 (2008), for the third and fourth.
 */
export function mergeMoments(a: Moments, b: Moments): Moments {
  const min = Math.min(a.min, b.min);
  const max = Math.max(a.max, b.max);
  const exponent = exponentOf(min, max);
  const unit = exponent === 0 ? 1 : 2 ** exponent;
  const a2 = inUnit(a, exponent, 2);
  const a3 = inUnit(a, exponent, 3);
  const b2 = inUnit(b, exponent, 2);
  const b3 = inUnit(b, exponent, 3);
  const n = a.n + b.n;
  const p = a.n / n;
  const q = b.n / n;
  // Divided by the unit before subtracting: the difference of +1e308 and -1e308 does not exist.
  const delta = b.mean / unit - a.mean / unit + (b.meanLow / unit - a.meanLow / unit);
  const square = delta * delta;
  const cross = a.n * q;
  const step = delta * unit * q + a.meanLow;
  const mean = a.mean + step;
  return {
    n,
    min,
    max,
    mean,
    meanLow: twoSumError(a.mean, step, mean),
    power2: a2 + b2 + square * cross,
    power3: a3 + b3 + square * delta * cross * (p - q) + 3 * delta * (p * b2 - q * a2),
    power4:
      inUnit(a, exponent, 4) +
      inUnit(b, exponent, 4) +
      square * square * cross * (p * p - p * q + q * q) +
      6 * square * (p * p * b2 + q * q * a2) +
      4 * delta * (p * b3 - q * a3),
  };
}

/** One power of `m` in the unit of a set that contains it. */
function inUnit(m: Moments, exponent: number, order: 2 | 3 | 4): number {
  const power = order === 2 ? m.power2 : order === 3 ? m.power3 : m.power4;
  const own = exponentOf(m.min, m.max);
  // A zero has no unit, and the factor of a constant set may be infinite.
  return own === exponent || power === 0 ? power : power * 2 ** ((own - exponent) * order);
}

/** The rounding error of `sum`, the rounded a + b (Knuth's TwoSum, for any order of magnitudes). */
function twoSumError(a: number, b: number, sum: number): number {
  const virtual = sum - a;
  return a - (sum - virtual) + (b - virtual);
}
