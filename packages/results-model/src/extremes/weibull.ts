import { gamma } from './gamma.ts';
import { meanOf, rootBetween } from './root.ts';

export const WEIBULL_METHODS = ['moments', 'pwm', 'mle'] as const;
export type WeibullMethod = (typeof WEIBULL_METHODS)[number];

/** F(x) = 1 - exp(-((x - location)/scale)^shape). */
export interface WeibullFit {
  readonly location: number;
  readonly scale: number;
  readonly shape: number;
}

/** Fewer maxima have no fit. */
const LEAST_MAXIMA = 20;
/** The skewness that the distribution approaches as its shape grows: no shape has less. */
const LEAST_SKEWNESS = -1.1395;

/**
 * Fits the global maxima of a series: three parameters by moments (divisor n) or by probability-weighted moments, or two
 * by maximum likelihood with the location at the mean of the series. Null if no such distribution fits, and for fewer
 * than twenty maxima.
 */
export function fitWeibull(
  maxima: Float64Array,
  { method, mean }: { readonly method: WeibullMethod; readonly mean: number },
): WeibullFit | null {
  if (maxima.length < LEAST_MAXIMA) return null;
  const sorted = Float64Array.from(maxima).sort();
  if (sorted[0] === sorted.at(-1)) return null;
  switch (method) {
    case 'moments':
      return byMoments(sorted);
    case 'pwm':
      return byWeightedMoments(sorted);
    case 'mle':
      return byLikelihood(sorted, mean);
  }
}

/** The value that the largest of `count` maxima exceeds with probability 1 - q. */
export function weibullQuantile({ location, scale, shape }: WeibullFit, count: number, q: number): number {
  // 1 - q^(1/count) as -expm1: near 0 the difference itself would lose its digits.
  return location + scale * (-Math.log(-Math.expm1(Math.log(q) / count))) ** (1 / shape);
}

/** The Gumbel distribution that the largest of `count` maxima approaches. */
export function asymptoticGumbel(
  { location, scale, shape }: WeibullFit,
  count: number,
): { readonly location: number; readonly scale: number } {
  const log = Math.log(count);
  return {
    location: location + scale * log ** (1 / shape),
    scale: (scale / shape) * log ** (1 / shape - 1),
  };
}

function byMoments(sorted: Float64Array): WeibullFit | null {
  const n = sorted.length;
  const mean = meanOf(sorted);
  let squares = 0;
  let cubes = 0;
  for (const value of sorted) {
    squares += (value - mean) ** 2;
    cubes += (value - mean) ** 3;
  }
  const std = Math.sqrt(squares / n);
  const skewness = cubes / n / std ** 3;
  if (skewness < LEAST_SKEWNESS) return null;
  const shape = rootBetween((c) => skewnessOf(c) - skewness, { low: 0.05, high: 1000 });
  if (shape === null) return null;
  const first = gamma(1 + 1 / shape);
  const scale = std / Math.sqrt(gamma(1 + 2 / shape) - first ** 2);
  return { location: mean - scale * first, scale, shape };
}

function skewnessOf(shape: number): number {
  const one = gamma(1 + 1 / shape);
  const two = gamma(1 + 2 / shape);
  const three = gamma(1 + 3 / shape);
  return (three - 3 * one * two + 2 * one ** 3) / (two - one ** 2) ** 1.5;
}

/** From the moments of x (1 - F)^k for k = 0, 1 and 3 (Greenwood and others, 1979), estimated without bias. */
function byWeightedMoments(sorted: Float64Array): WeibullFit | null {
  const n = sorted.length;
  // From the smallest on: the differences of large moments would lose digits.
  const smallest = sorted[0] as number;
  let m0 = 0;
  let m1 = 0;
  let m3 = 0;
  for (let i = 0; i < n; i += 1) {
    const value = (sorted[i] as number) - smallest;
    const above = n - 1 - i;
    m0 += value;
    m1 += (value * above) / (n - 1);
    m3 += (value * above * (above - 1) * (above - 2)) / ((n - 1) * (n - 2) * (n - 3));
  }
  [m0, m1, m3] = [m0 / n, m1 / n, m3 / n];
  const shape = Math.LN2 / Math.log((m0 - 2 * m1) / (2 * m1 - 4 * m3));
  const location = (4 * (m3 * m0 - m1 * m1)) / (4 * m3 + m0 - 4 * m1);
  const scale = (m0 - location) / gamma(1 + 1 / shape);
  return shape > 0 && scale > 0 ? { location: smallest + location, scale, shape } : null;
}

/** The shape c solves sum y^c ln y / sum y^c - 1/c = mean ln y. */
function byLikelihood(sorted: Float64Array, location: number): WeibullFit | null {
  if (!((sorted[0] as number) > location)) return null;
  const largest = (sorted.at(-1) as number) - location;
  const logs = sorted.map((value) => Math.log((value - location) / largest));
  const meanLog = meanOf(logs);
  const powers = (shape: number): { sum: number; weighted: number } => {
    let sum = 0;
    let weighted = 0;
    for (const log of logs) {
      const power = Math.exp(shape * log);
      sum += power;
      weighted += power * log;
    }
    return { sum, weighted };
  };
  const excess = (shape: number): number => {
    const { sum, weighted } = powers(shape);
    return weighted / sum - 1 / shape - meanLog;
  };
  const shape = rootBetween(excess, { low: 1e-3, high: 1e4 });
  if (shape === null) return null;
  const scale = largest * (powers(shape).sum / logs.length) ** (1 / shape);
  return { location, scale, shape };
}
