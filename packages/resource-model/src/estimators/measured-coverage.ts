import { isAmount, versioned } from '../json-shape.ts';
import type { Estimator } from './estimator.ts';

const VERSION = 2;
/** Deviations that are kept: enough for a quantile, few enough to follow a change. */
const KEPT = 200;

interface CoverageOptions {
  /** The share of attempts that an upper value is to cover. Default 0.9. */
  readonly share: number;
}

export interface CoverageState {
  readonly version: typeof VERSION;
  readonly share: number;
  /** How far attempts were above what had been expected of them, in spreads, the last 200, oldest first. */
  readonly deviations: readonly number[];
}

/** An attempt whose need has been measured. */
export interface CoverageObservation {
  readonly needed: number;
  /** What was predicted before it was measured, and how far it might be off. */
  readonly expected: number;
  readonly spread: number;
}

interface CoverageModel extends Estimator<CoverageState, CoverageObservation, CoverageOptions> {
  /** The spreads above the expected value that cover the share; null while too few attempts were measured to know. */
  readonly quantile: (state: CoverageState) => number | null;
}

/** Asked for far more often than the state changes. */
const QUANTILES = new WeakMap<CoverageState, number | null>();

function quantileOf({ share, deviations }: CoverageState): number | null {
  const rank = Math.ceil((deviations.length + 1) * share);
  return rank > deviations.length ? null : (Float64Array.from(deviations).sort()[rank - 1] ?? null);
}

/**
 * By how much a prediction has to be exceeded to cover a share of attempts, whatever their distribution: the k-th smallest of n
 * deviations (needed - expected)/spread, k = ceil((n + 1) x share). If attempts come in random order, the next one needs at
 * most `expected + that x spread` with at least this probability; fewer than 9 deviations cannot promise 90 %. Deviations are
 * in spreads, so that those of a model that knew little say something about one that knows more.
 *
 * Source: normalised split conformal prediction; V. Vovk, A. Gammerman and G. Shafer, Algorithmic Learning in a Random World
 * (2005), chapter 2; J. Lei et al., Journal of the American Statistical Association 113 (2018).
 */
export const measuredCoverage: CoverageModel = {
  start({ share = 0.9 } = {}) {
    if (!(share > 0 && share < 1)) throw new RangeError(`a share must be between 0 and 1, not ${share}`);
    return { version: VERSION, share, deviations: [] };
  },

  observe(state, { needed, expected, spread }) {
    if (![needed, expected, spread].every(isAmount) || spread === 0) return state;
    return { ...state, deviations: [...state.deviations, (needed - expected) / spread].slice(-KEPT) };
  },

  quantile(state) {
    const known = QUANTILES.get(state);
    if (known !== undefined) return known;
    const quantile = quantileOf(state);
    QUANTILES.set(state, quantile);
    return quantile;
  },

  merge(older, newer) {
    return { ...newer, deviations: [...older.deviations, ...newer.deviations].slice(-KEPT) };
  },

  parse(json) {
    const record = versioned(json, VERSION);
    if (record === null) return null;
    const { share, deviations } = record as unknown as CoverageState;
    if (!isAmount(share) || share === 0 || share >= 1) return null;
    if (!Array.isArray(deviations) || deviations.length > KEPT || !deviations.every(Number.isFinite))
      return null;
    return { version: VERSION, share, deviations: [...deviations] };
  },
};
