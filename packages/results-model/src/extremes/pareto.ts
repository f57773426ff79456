import { meanOf, rootBetween } from './root.ts';

/** Excesses y over a threshold: F(y) = 1 - (1 + xi y/sigma)^(-1/xi). */
export interface ParetoFit {
  readonly sigma: number;
  readonly xi: number;
  readonly count: number;
  readonly logLikelihood: number;
  /** Variances and covariance from the observed information; null for xi <= -0.5, for which they are not valid. */
  readonly covariance: { readonly sigma: number; readonly xi: number; readonly both: number } | null;
}

/** Fewer excesses have no fit. */
const LEAST_EXCESSES = 15;
const LEAST_XI_FOR_ERRORS = -0.5;
/** Below this, the limit for xi = 0 is nearer than the formula, which divides by xi. */
const TINY = 1e-9;

/**
 * Maximum likelihood (Grimshaw 1993): with theta = xi/sigma, xi is the mean of ln(1 + theta y), which leaves one equation
 * for theta. Null for fewer than fifteen excesses and if the likelihood has no maximum with xi above -1.
 */
export function fitPareto(excesses: Float64Array): ParetoFit | null {
  const count = excesses.length;
  if (count < LEAST_EXCESSES) return null;
  const fits = roots(excesses).flatMap((theta) => {
    const xi = xiOf(excesses, theta);
    return xi > -1 && xi / theta > 0
      ? [{ xi, sigma: xi / theta, ll: -count * (Math.log(xi / theta) + xi + 1) }]
      : [];
  });
  const best = fits.sort((a, b) => b.ll - a.ll)[0];
  if (best === undefined) return null;
  const { sigma, xi } = best;
  const covariance = covarianceOf(excesses, sigma, xi);
  return {
    sigma,
    xi,
    count,
    logLikelihood: best.ll,
    covariance: xi > LEAST_XI_FOR_ERRORS ? covariance : null,
  };
}

/** The excess that is exceeded once in `expected` excesses on average. */
export function paretoLevel({ sigma, xi }: Pick<ParetoFit, 'sigma' | 'xi'>, expected: number): number {
  const log = Math.log(expected);
  return Math.abs(xi) < TINY ? sigma * log : (sigma * Math.expm1(xi * log)) / xi;
}

/** The excess that the largest of `expected` excesses exceeds with probability 1 - q. */
export function paretoQuantile(fit: Pick<ParetoFit, 'sigma' | 'xi'>, expected: number, q: number): number {
  return paretoLevel(fit, expected / -Math.log(q));
}

/** Standard error of `paretoLevel` by the delta method; null if the fit has none. */
export function levelError({ sigma, xi, covariance }: ParetoFit, expected: number): number | null {
  if (covariance === null) return null;
  const log = Math.log(expected);
  const bySigma = Math.abs(xi) < TINY ? log : Math.expm1(xi * log) / xi;
  const byXi = sigma * log * log * levelSlope(xi * log);
  const variance =
    bySigma ** 2 * covariance.sigma + 2 * bySigma * byXi * covariance.both + byXi ** 2 * covariance.xi;
  return variance >= 0 ? Math.sqrt(variance) : null;
}

/** Below this, series are more accurate than formulas that divide by powers of a small number. */
const SMALL = 0.1;

/** (e^z (z - 1) + 1)/z^2, the derivative of (e^z - 1)/z: for small z the sum of z^k/(k! (k + 2)). */
function levelSlope(z: number): number {
  if (Math.abs(z) >= SMALL) return (Math.exp(z) * (z - 1) + 1) / z ** 2;
  let power = 1;
  let sum = 1 / 2;
  for (let k = 1; Math.abs(power) > Number.EPSILON; k += 1) {
    power *= z / k;
    sum += power / (k + 2);
  }
  return sum;
}

/**
 * Second derivative of ln(1 + xi s)/xi with respect to xi: for small xi s the sum of (-1)^k k (k - 1)/(k + 1)
 * xi^(k - 2) s^(k + 1) from k = 2.
 */
function curvature(s: number, xi: number): number {
  const z = xi * s;
  const w = 1 + z;
  if (Math.abs(z) >= SMALL)
    return (2 * Math.log1p(z)) / xi ** 3 - (2 * s) / (w * xi ** 2) - s ** 2 / (w ** 2 * xi);
  let power = 1;
  let sum = 2 / 3;
  for (let k = 3; Math.abs(power) > Number.EPSILON / 100; k += 1) {
    power *= -z;
    sum += (power * k * (k - 1)) / (k + 1);
  }
  return sum * s ** 3;
}

function xiOf(excesses: Float64Array, theta: number): number {
  let sum = 0;
  for (const y of excesses) sum += Math.log1p(theta * y);
  return sum / excesses.length;
}

/** Places with a likelihood that is stationary in theta; theta = 0 always solves the equation and is none of them. */
function roots(excesses: Float64Array): number[] {
  let largest = 0;
  let smallest = Number.POSITIVE_INFINITY;
  for (const y of excesses) {
    largest = Math.max(largest, y);
    smallest = Math.min(smallest, y);
  }
  if (!(smallest > 0)) return [];
  const slope = (theta: number): number => {
    let inverse = 0;
    for (const y of excesses) inverse += 1 / (1 + theta * y);
    return (1 + xiOf(excesses, theta)) * (inverse / excesses.length) - 1;
  };
  const upper = (2 * (meanOf(excesses) - smallest)) / smallest ** 2;
  const found: number[] = [];
  for (const places of [negatives(largest), positives(largest, upper)]) {
    for (let i = 1; i < places.length; i += 1) {
      const root = rootBetween(slope, { low: places[i - 1] as number, high: places[i] as number });
      if (root !== null) found.push(root);
    }
  }
  return found;
}

const PLACES = 200;

/** From just above -1/largest, the end of the domain, to just below 0. */
function negatives(largest: number): number[] {
  const places: number[] = [];
  for (let i = 0; i <= PLACES; i += 1) places.push(-(1 - 10 ** (-10 + (10 * i) / PLACES)) / largest);
  return [...places.filter((theta) => theta < -1e-6 / largest), -1e-6 / largest];
}

function positives(largest: number, upper: number): number[] {
  const low = 1e-6 / largest;
  if (!(upper > low)) return [];
  return Array.from({ length: PLACES + 1 }, (_, i) => low * (upper / low) ** (i / PLACES));
}

function covarianceOf(excesses: Float64Array, sigma: number, xi: number): ParetoFit['covariance'] {
  let curved = 0;
  let first = 0;
  let second = 0;
  for (const y of excesses) {
    const scaled = y / sigma;
    const w = 1 + xi * scaled;
    curved += curvature(scaled, xi);
    first += scaled / w;
    second += (scaled / w) ** 2;
  }
  const ss = -(excesses.length - 2 * (1 + xi) * first + (1 + xi) * xi * second) / sigma ** 2;
  const sx = -(first - (1 + xi) * second) / sigma;
  const xx = curved - second;
  const determinant = ss * xx - sx * sx;
  if (!(determinant > 0)) return null;
  return { sigma: xx / determinant, xi: ss / determinant, both: -sx / determinant };
}
