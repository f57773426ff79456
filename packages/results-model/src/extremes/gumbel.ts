import { EULER } from './gamma.ts';
import { meanOf, rootBetween } from './root.ts';

export const GUMBEL_METHODS = ['moments', 'pwm', 'mle'] as const;
export type GumbelMethod = (typeof GUMBEL_METHODS)[number];

/** F(x) = exp(-exp(-(x - location)/scale)), the distribution of the largest value of one block. */
export interface GumbelFit {
  readonly location: number;
  readonly scale: number;
  /** Standard errors from the observed information; null unless the method is `mle`. */
  readonly errors: { readonly location: number; readonly scale: number } | null;
}

/** Fewer maxima have no fit. */
const LEAST_BLOCKS = 5;

/**
 * Fits maxima of equal blocks: by moments (standard deviation with n - 1), by probability-weighted moments, or by maximum
 * likelihood. Null for fewer than five maxima and for equal ones.
 */
export function fitGumbel(maxima: Float64Array, method: GumbelMethod): GumbelFit | null {
  if (maxima.length < LEAST_BLOCKS) return null;
  const sorted = Float64Array.from(maxima).sort();
  if (sorted[0] === sorted.at(-1)) return null;
  switch (method) {
    case 'moments':
      return byMoments(sorted);
    case 'pwm':
      return byWeightedMoments(sorted);
    case 'mle':
      return byLikelihood(sorted);
  }
}

/** The value that the largest of a time of `blocks` blocks exceeds with probability 1 - q. */
export function gumbelQuantile({ location, scale }: GumbelFit, blocks: number, q: number): number {
  return location + scale * (Math.log(blocks) - Math.log(-Math.log(q)));
}

function byMoments(sorted: Float64Array): GumbelFit {
  const mean = meanOf(sorted);
  let squares = 0;
  for (const value of sorted) squares += (value - mean) ** 2;
  const scale = (Math.sqrt(squares / (sorted.length - 1)) * Math.sqrt(6)) / Math.PI;
  return { location: mean - EULER * scale, scale, errors: null };
}

function byWeightedMoments(sorted: Float64Array): GumbelFit {
  const n = sorted.length;
  const mean = meanOf(sorted);
  // About the mean: the difference of two large moments would lose digits.
  let weighted = 0;
  for (let i = 0; i < n; i += 1) weighted += (i / (n - 1)) * ((sorted[i] as number) - mean);
  const scale = (2 * weighted) / n / Math.LN2;
  return { location: mean - EULER * scale, scale, errors: null };
}

/** The scale b solves b = mean - sum x exp(-x/b) / sum exp(-x/b). */
function byLikelihood(sorted: Float64Array): GumbelFit | null {
  // From the mean on: exp(-x/b) of a large value alone is 0.
  const mean = meanOf(sorted);
  const values = sorted.map((value) => value - mean);
  const smallest = values[0] as number;
  const sums = (scale: number): { weights: number; weighted: number } => {
    let weights = 0;
    let weighted = 0;
    for (const value of values) {
      const weight = Math.exp(-(value - smallest) / scale);
      weights += weight;
      weighted += value * weight;
    }
    return { weights, weighted };
  };
  const excess = (scale: number): number => {
    const { weights, weighted } = sums(scale);
    return scale + weighted / weights;
  };
  const spread = (values.at(-1) as number) - smallest;
  const scale = rootBetween(excess, { low: spread * 1e-6, high: 2 * spread });
  if (scale === null) return null;
  const location = smallest - scale * Math.log(sums(scale).weights / values.length);
  return { location: mean + location, scale, errors: errorsOf(values, location, scale) };
}

/** The inverse of the observed information, -d2 logL. */
function errorsOf(values: Float64Array, location: number, scale: number): GumbelFit['errors'] {
  let e = 0;
  let ze = 0;
  let zze = 0;
  let z = 0;
  for (const value of values) {
    const one = (value - location) / scale;
    const weight = Math.exp(-one);
    z += one;
    e += weight;
    ze += one * weight;
    zze += one * one * weight;
  }
  const n = values.length;
  const aa = e / scale ** 2;
  const ab = (n - e + ze) / scale ** 2;
  const bb = -(n - 2 * z + 2 * ze - zze) / scale ** 2;
  const determinant = aa * bb - ab * ab;
  if (!(determinant > 0)) return null;
  return { location: Math.sqrt(bb / determinant), scale: Math.sqrt(aa / determinant) };
}
