import { areAmounts, isAmount, type JsonRecord } from '../json-shape.ts';
import { addSums, type FitSums, fitLine, type LinePrior, NO_ROWS, parseSums, rowSums } from './linear-fit.ts';

/** What is known about a file before it is loaded. */
export interface Features {
  /** Size of the file in bytes. */
  readonly size: number;
  /** Bytes logged according to its header: samples x channels x width; absent or null if unknown. */
  readonly logged?: number | null;
}

export type FeatureName = 'size' | 'logged';

/** 50 MB: the unit of the features, and the size below which the fixed part of files dominates. */
export const SIZE_SCALE = 50e6;

/** Number of observations with both features required before the logged bytes may replace the size. */
const PAIRS_NEEDED = 5;
/** The logged bytes replace the size if their relative error is below this share of the size's ... */
const CLEARLY_BETTER = 0.9;
/** ... and the size's relative error is above this. */
const GOOD_ENOUGH = 0.01;
const BARELY_A_PRIOR: LinePrior = { intercept: 0, slope: 0, observations: 1e-6 };

/**
 * Sums for `y = a + b z / 50 MB`, where z is either feature. `size` contains every observation and `logged` those with
 * logged bytes, both with the weight 1/(z + 50 MB)^2. `sizeError` and `loggedError` contain the observations with both
 * features, with weights that depend on y alone, so that the two fits can be compared: their residuals are relative
 * errors.
 */
export interface LineState {
  /** Factor applied to older sums, per observation; 1 forgets nothing, 0.99 remembers about 100. */
  readonly forgetting: number;
  readonly count: number;
  readonly pairs: number;
  readonly size: FitSums;
  readonly logged: FitSums;
  readonly sizeError: FitSums;
  readonly loggedError: FitSums;
}

const SUMS = ['size', 'logged', 'sizeError', 'loggedError'] as const;

export function startLine(forgetting: number): LineState {
  if (!(forgetting > 0 && forgetting <= 1)) {
    throw new RangeError(`a forgetting factor must be above 0 and at most 1, not ${forgetting}`);
  }
  const none = { size: NO_ROWS, logged: NO_ROWS, sizeError: NO_ROWS, loggedError: NO_ROWS };
  return { forgetting, count: 0, pairs: 0, ...none };
}

/** `y` is in the unit of the fit; `yScale` is the y below which an error counts as absolute. */
export function observeLine<State extends LineState>(
  state: State,
  features: Features,
  value: { readonly y: number; readonly yScale: number },
): State {
  const { y, yScale } = value;
  if (!isAmount(features.size) || !isAmount(y)) return state;
  const u = features.size / SIZE_SCALE;
  const size = rowSums({ u, y, scale: 1 + u });
  const w = isAmount(features.logged) ? features.logged / SIZE_SCALE : null;
  const scale = y + yScale;
  const seen = {
    count: 1,
    pairs: w === null ? 0 : 1,
    size,
    logged: w === null ? NO_ROWS : rowSums({ u: w, y, scale: 1 + w }),
    sizeError: w === null ? NO_ROWS : rowSums({ u, y, scale }),
    loggedError: w === null ? NO_ROWS : rowSums({ u: w, y, scale }),
  };
  return { ...state, ...added(state, seen, state.forgetting) };
}

export function mergeLines(older: LineState, newer: LineState): LineState {
  return { forgetting: newer.forgetting, ...added(older, newer, newer.forgetting ** newer.count) };
}

type Counted = Omit<LineState, 'forgetting'>;

function added(older: Counted, newer: Counted, discount: number): Counted {
  return {
    count: older.count + newer.count,
    pairs: older.pairs + newer.pairs,
    size: addSums(older.size, newer.size, discount),
    logged: addSums(older.logged, newer.logged, discount),
    sizeError: addSums(older.sizeError, newer.sizeError, discount),
    loggedError: addSums(older.loggedError, newer.loggedError, discount),
  };
}

export function parseLine(record: JsonRecord): LineState | null {
  if (!areAmounts(record, ['forgetting', 'count', 'pairs'])) return null;
  const [size, logged, sizeError, loggedError] = SUMS.map((key) => parseSums(record[key]));
  if (!size || !logged || !sizeError || !loggedError) return null;
  const { forgetting, count, pairs } = record as unknown as LineState;
  if (forgetting === 0 || forgetting > 1) return null;
  return { forgetting, count, pairs, size, logged, sizeError, loggedError };
}

/**
 * The feature that predicts better: `logged` if at least 5 observations have both and the root mean square of its
 * relative errors |y - fit|/(y + yScale) is below 0.9 times that of the size, unless the size is within 1 %.
 */
function betterFeature(state: LineState): FeatureName {
  if (state.pairs < PAIRS_NEEDED) return 'size';
  const size = relativeError(state.sizeError);
  return size > GOOD_ENOUGH && relativeError(state.loggedError) < CLEARLY_BETTER * size ? 'logged' : 'size';
}

function relativeError(sums: FitSums): number {
  return Math.sqrt(fitLine(sums, BARELY_A_PRIOR).residual / Math.max(sums.weight, Number.MIN_VALUE));
}

/** All in the unit of y. */
export interface LinePrediction {
  readonly expected: number;
  readonly upper: number;
  readonly withScatter: number;
  readonly feature: FeatureName;
}

const PRIOR_ROWS = 3;

/**
 * `expected` = a + b u, `upper` = expected + 2 s (1 + u) sqrt(h), h the leverage of the new point, s^2 = (3 x typical^2
 * + residual)/(3 + weight): a prior worth 3 observations that deviate by `typical`. `withScatter` = expected + 2 (1 +
 * u) sqrt(s^2 h + residual/(weight - 2)): `upper` bounds the line, this bounds one more file. Classical prediction
 * interval (Draper and Smith, Applied Regression Analysis, 3.5).
 */
export function predictLine(
  state: LineState,
  features: Features,
  belief: { readonly prior: LinePrior; readonly typical: (sums: FitSums) => number },
): LinePrediction {
  const feature = isAmount(features.logged) ? betterFeature(state) : 'size';
  const z = feature === 'logged' ? (features.logged ?? 0) : features.size;
  if (!isAmount(z)) throw new RangeError(`${z} is not the size of a file`);
  const u = z / SIZE_SCALE;
  const sums = state[feature];
  const fit = fitLine(sums, belief.prior);
  const variance = (PRIOR_ROWS * belief.typical(sums) ** 2 + fit.residual) / (PRIOR_ROWS + sums.weight);
  const scatter = fit.residual / Math.max(1, sums.weight - 2);
  const ofLine = variance * fit.leverage(u, 1 + u);
  const expected = fit.intercept + fit.slope * u;
  return {
    expected,
    upper: expected + 2 * (1 + u) * Math.sqrt(ofLine),
    withScatter: expected + 2 * (1 + u) * Math.sqrt(ofLine + scatter),
    feature,
  };
}
