import { isAmount, versioned } from '../json-shape.ts';
import { type Bytes, bytes } from '../quantity.ts';
import type { Estimator } from './estimator.ts';
import { addKilled, contradict, type KilledAttempt, leastFor, parseKilled } from './killed-attempts.ts';
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

const VERSION = 1;
/** A residual is typically half of (z + 50 MB), until observations show otherwise. */
const TYPICAL_RESIDUAL = 0.5;
/** The prior line counts as a twentieth of an observation: one completed file outweighs it. */
const PRIOR_OBSERVATIONS = 0.05;

interface HighWaterOptions {
  /** m0 of the prior: bytes that any file needs. Default 64 MB. */
  readonly base: number;
  /** gamma of the prior: bytes of memory per byte of file. Default 3. */
  readonly gamma: number;
  /** Discount of older observations, per observation; default 1: nothing is forgotten. */
  readonly forgetting: number;
}

export interface HighWaterState extends LineState {
  readonly version: typeof VERSION;
  readonly base: number;
  readonly gamma: number;
  readonly killed: readonly KilledAttempt[];
}

/** A completed attempt. */
export interface HighWaterObservation extends Features {
  /** Largest resident set of the attempt, in bytes. */
  readonly highWater: number;
}

export interface HighWaterPrediction {
  readonly expected: Bytes;
  /** What to reserve if the actual growth is monitored while loading; never below `expected`. */
  readonly upper: Bytes;
  /** What to reserve if it is not: also covers the scatter between files; never below `upper`. */
  readonly withScatter: Bytes;
  /** The feature that the numbers are based on. */
  readonly feature: FeatureName;
}

interface HighWaterModel extends Estimator<HighWaterState, HighWaterObservation, HighWaterOptions> {
  /**
   * An attempt that ended early needed at least this much: `upper` is never below `atLeast` for this size and larger
   * ones, until 5 completed attempts of such files have stayed below it.
   */
  readonly observeLowerBound: (
    state: HighWaterState,
    killed: { readonly size: number; readonly atLeast: number },
  ) => HighWaterState;
  /** Throws RangeError for a size that is negative or not finite. */
  readonly predict: (state: HighWaterState, features: Features) => HighWaterPrediction;
}

/**
 * High-water mark of a worker that runs a file of feature z: `m0 + g z`, with z its size or its logged bytes.
 *
 * - `expected` = m0 + g z by weighted least squares, weights 1/(z + 50 MB)^2, m0 and g not negative, with the prior
 *   (base, gamma) worth 0.05 observations: that many at z = 0 and that many at z -> infinity.
 * - `upper` = m0 + g z + 2 s (z + 50 MB) sqrt(h), leverage h = x S^-1 x', x = [1 z]/(z + 50 MB), S = sum x'x + prior,
 *   s^2 = (3 x 0.5^2 + sum of squared residuals)/(3 + n): a prior worth 3 observations of 50 %. Without the leverage,
 *   four small files would predict a large one with unjustified certainty; with it, `upper` covers a large file after
 *   four small ones as long as the true factor is at most gamma + 2.5.
 * - `withScatter` = m0 + g z + 2 (z + 50 MB) sqrt(s^2 h + sum of squared residuals/(n - 2)).
 * - z is `logged` if at least 5 observations have both features, its root-mean-square relative error is below 0.9 times
 *   that of `size`, and the latter is above 1 %; otherwise `size`.
 *
 * One odd file among n, at twice the memory of the others, moves `expected` by about a part in n and makes s grow by
 * about (its residual)/sqrt(n + 3), so `upper` rises by some 30 % at n = 10 and falls back as n grows. No observation
 * is discarded, so that merging stays exact and files that are truly larger are not ignored.
 *
 * Source: weighted least squares with leverage, Draper and Smith, Applied Regression Analysis, chapters 3 and 9.
 */
export const highWaterModel: HighWaterModel = {
  start({ base = 64e6, gamma = 3, forgetting = 1 } = {}) {
    if (!isAmount(base) || !isAmount(gamma)) {
      throw new RangeError(`a prior needs a base and a gamma of at least 0, not ${base} and ${gamma}`);
    }
    return { version: VERSION, base, gamma, killed: [], ...startLine(forgetting) };
  },

  observe(state, { highWater, ...features }) {
    const seen = observeLine(state, features, { y: highWater / SIZE_SCALE, yScale: 1 });
    if (seen === state) return state;
    return { ...seen, killed: contradict(state.killed, { size: features.size, highWater }) };
  },

  observeLowerBound(state, { size, atLeast }) {
    if (!isAmount(size) || !isAmount(atLeast)) return state;
    return { ...state, killed: addKilled(state.killed, { size, atLeast, contradicted: 0 }) };
  },

  predict(state, features) {
    const prior = {
      intercept: state.base / SIZE_SCALE,
      slope: state.gamma,
      observations: PRIOR_OBSERVATIONS,
    };
    const line = predictLine(state, features, { prior, typical: () => TYPICAL_RESIDUAL });
    const least = leastFor(state.killed, features.size);
    return {
      expected: inBytes(line.expected * SIZE_SCALE),
      upper: inBytes(Math.max(line.upper * SIZE_SCALE, least)),
      withScatter: inBytes(Math.max(line.withScatter * SIZE_SCALE, least)),
      feature: line.feature,
    };
  },

  merge(older, newer) {
    const { version, base, gamma } = newer;
    return {
      version,
      base,
      gamma,
      killed: newer.killed.reduce(addKilled, older.killed),
      ...mergeLines(older, newer),
    };
  },

  parse(json) {
    const record = versioned(json, VERSION);
    if (record === null) return null;
    const line = parseLine(record);
    const killed = parseKilled(record.killed);
    const { base, gamma } = record;
    if (line === null || killed === null || !isAmount(base) || !isAmount(gamma)) return null;
    return { version: VERSION, base, gamma, killed, ...line };
  },
};

function inBytes(value: number): Bytes {
  return bytes(Math.min(value, Number.MAX_SAFE_INTEGER));
}
