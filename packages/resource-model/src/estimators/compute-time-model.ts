import { isAmount, versioned } from '../json-shape.ts';
import { type Milliseconds, milliseconds } from '../quantity.ts';
import type { Estimator } from './estimator.ts';
import {
  type FeatureName,
  type Features,
  type LineState,
  mergeLines,
  observeLine,
  parseLine,
  predictLine,
  SIZE_SCALE,
  startLine,
} from './line-model.ts';
import type { FitSums } from './linear-fit.ts';

const VERSION = 1;
const TYPICAL_RESIDUAL = 0.5;
const PRIOR_OBSERVATIONS = 0.05;
/** Milliseconds below which a prediction error counts as absolute. */
const TIME_SCALE = 50;

interface ComputeTimeOptions {
  /** c0 of the prior, in milliseconds. Default 100. */
  readonly base: number;
  /** c1 of the prior, in milliseconds per gigabyte (10^9 bytes). Default 5000. */
  readonly perGigabyte: number;
  /** Discount of older observations, per observation; default 1: nothing is forgotten. */
  readonly forgetting: number;
}

export interface ComputeTimeState extends LineState {
  readonly version: typeof VERSION;
  readonly base: number;
  readonly perGigabyte: number;
}

/** A completed attempt. */
export interface ComputeTimeObservation extends Features {
  /** Milliseconds of its computing phase. */
  readonly computeTime: number;
}

export interface ComputeTimePrediction {
  readonly expected: Milliseconds;
  /** Never below `expected`. */
  readonly upper: Milliseconds;
  /** Also covers the scatter between files; never below `upper`. */
  readonly withScatter: Milliseconds;
  readonly feature: FeatureName;
}

interface ComputeTimeModel extends Estimator<ComputeTimeState, ComputeTimeObservation, ComputeTimeOptions> {
  /** Throws RangeError for a size that is negative or not finite. */
  readonly predict: (state: ComputeTimeState, features: Features) => ComputeTimePrediction;
}

/**
 * Computing time of a file: `c0 + c1 z`, fitted and bounded as in `highWaterModel`, with one difference: a time has no
 * natural scale, so the 3 prior observations of s^2 deviate by 50 % of the mean time a (z + 50 MB) seen so far.
 */
export const computeTimeModel: ComputeTimeModel = {
  start({ base = 100, perGigabyte = 5000, forgetting = 1 } = {}) {
    if (!isAmount(base) || !isAmount(perGigabyte)) {
      throw new RangeError(`a prior needs times of at least 0, not ${base} and ${perGigabyte}`);
    }
    return { version: VERSION, base, perGigabyte, ...startLine(forgetting) };
  },

  observe(state, { computeTime, ...features }) {
    return observeLine(state, features, { y: computeTime, yScale: TIME_SCALE });
  },

  predict(state, features) {
    const prior = {
      intercept: state.base,
      slope: (state.perGigabyte * SIZE_SCALE) / 1e9,
      observations: PRIOR_OBSERVATIONS,
    };
    const typical = ({ ay, by, weight }: FitSums): number => {
      // With rows scaled by 1 + u, ay + by is the sum of y/(1 + u).
      const ratios = ay + by + PRIOR_OBSERVATIONS * (prior.intercept + prior.slope);
      return (TYPICAL_RESIDUAL * ratios) / (weight + PRIOR_OBSERVATIONS);
    };
    const { expected, upper, withScatter, feature } = predictLine(state, features, { prior, typical });
    return {
      expected: inMilliseconds(expected),
      upper: inMilliseconds(upper),
      withScatter: inMilliseconds(withScatter),
      feature,
    };
  },

  merge(older, newer) {
    const { version, base, perGigabyte } = newer;
    return { version, base, perGigabyte, ...mergeLines(older, newer) };
  },

  parse(json) {
    const record = versioned(json, VERSION);
    const line = record === null ? null : parseLine(record);
    if (record === null || line === null) return null;
    const { base, perGigabyte } = record;
    if (!isAmount(base) || !isAmount(perGigabyte)) return null;
    return { version: VERSION, base, perGigabyte, ...line };
  },
};

function inMilliseconds(value: number): Milliseconds {
  return milliseconds(Math.min(value, Number.MAX_SAFE_INTEGER));
}
