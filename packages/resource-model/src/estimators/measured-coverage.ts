import { isAmount, versioned } from '../json-shape.ts';
import type { Estimator } from './estimator.ts';

const VERSION = 1;
/** Ratios that are kept: enough for a quantile, few enough to follow a change. */
const KEPT = 200;

interface CoverageOptions {
  /** The share of attempts that a reservation is to cover. Default 0.9. */
  readonly share: number;
}

export interface CoverageState {
  readonly version: typeof VERSION;
  readonly share: number;
  /** What attempts needed over what had been expected of them, the last 200, oldest first. */
  readonly ratios: readonly number[];
}

/** An attempt whose need has been measured. */
export interface CoverageObservation {
  readonly needed: number;
  /** What was predicted before it was measured. */
  readonly expected: number;
}

interface CoverageModel extends Estimator<CoverageState, CoverageObservation, CoverageOptions> {
  /** The factor on the expected value that covers the share; null while too few attempts were measured to know. */
  readonly factor: (state: CoverageState) => number | null;
}

/** Asked for far more often than the state changes. */
const FACTORS = new WeakMap<CoverageState, number | null>();

function factorOf({ share, ratios }: CoverageState): number | null {
  const rank = Math.ceil((ratios.length + 1) * share);
  return rank > ratios.length ? null : ([...ratios].sort((a, b) => a - b)[rank - 1] ?? null);
}

/**
 * The factor by which a prediction has to be exceeded to cover a share of attempts, whatever their distribution: the k-th
 * smallest of n ratios of needed over expected, k = ceil((n + 1) x share). If attempts come in random order, the next one
 * needs at most that much with at least this probability; fewer than 9 ratios cannot promise 90 %.
 *
 * Source: split conformal prediction; V. Vovk, A. Gammerman and G. Shafer, Algorithmic Learning in a Random World (2005),
 * chapter 2.
 */
export const measuredCoverage: CoverageModel = {
  start({ share = 0.9 } = {}) {
    if (!(share > 0 && share < 1)) throw new RangeError(`a share must be between 0 and 1, not ${share}`);
    return { version: VERSION, share, ratios: [] };
  },

  observe(state, { needed, expected }) {
    if (!isAmount(needed) || !isAmount(expected) || expected === 0) return state;
    return { ...state, ratios: [...state.ratios, needed / expected].slice(-KEPT) };
  },

  factor(state) {
    const known = FACTORS.get(state);
    if (known !== undefined) return known;
    const factor = factorOf(state);
    FACTORS.set(state, factor);
    return factor;
  },

  merge(older, newer) {
    return { ...newer, ratios: [...older.ratios, ...newer.ratios].slice(-KEPT) };
  },

  parse(json) {
    const record = versioned(json, VERSION);
    if (record === null) return null;
    const { share, ratios } = record as unknown as CoverageState;
    if (!isAmount(share) || share === 0 || share >= 1) return null;
    if (!Array.isArray(ratios) || ratios.length > KEPT || !ratios.every(isAmount)) return null;
    return { version: VERSION, share, ratios: [...ratios] };
  },
};
