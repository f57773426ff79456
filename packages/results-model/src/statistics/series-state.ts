import { createMoments, exponentOf, MOMENT, type Moments, mergeMoments, momentsOf } from './moments.ts';
import type { Statistics } from './statistic.ts';

/** The state of a series after some of its pieces. Changed in place: nothing is allocated for a piece. */
export interface SeriesState {
  n: number;
  /** Samples that are NaN or infinite. */
  nonFinite: number;
  tMin: number;
  tMax: number;
  /** Means something from the first sample on, unless a sample is not finite. */
  readonly moments: Moments;
}

export function noSamples(): SeriesState {
  return { n: 0, nonFinite: 0, tMin: 0, tMax: 0, moments: createMoments() };
}

export function copyOf(state: SeriesState): SeriesState {
  return { ...state, moments: state.moments.slice() };
}

/** Consecutive samples of a series, at least one: from `values[from]` up to but excluding `values[to]`. */
export interface Samples {
  readonly times: Float64Array;
  readonly values: Float64Array;
  readonly from: number;
  readonly to: number;
}

/** When the extremes of a piece occurred first, asked for only if they are those of the series so far. */
export interface ExtremeTimes {
  ofMin(): number;
  ofMax(): number;
}

/** Reused: see `SeriesState`. */
const ofPiece = createMoments();

const NO_TIMES: Float64Array = new Float64Array(0);
const scanned = {
  times: NO_TIMES,
  atMin: 0,
  atMax: 0,
  ofMin: (): number => scanned.times[scanned.atMin] as number,
  ofMax: (): number => scanned.times[scanned.atMax] as number,
};

export function addPiece(state: SeriesState, samples: Samples): void {
  const { times, values, from, to } = samples;
  const first = values[from] as number;
  let min = first;
  let max = first;
  let atMin = from;
  let atMax = from;
  let sum = 0;
  for (let i = from; i < to; i++) {
    const value = values[i] as number;
    sum += value - first;
    if (value < min) {
      min = value;
      atMin = i;
    }
    if (value > max) {
      max = value;
      atMax = i;
    }
  }
  // A finite sum proves every sample finite; an infinite one may also be an overflow.
  const nonFinite = Number.isFinite(sum) ? 0 : countNonFinite(samples);
  if (nonFinite > 0 || state.nonFinite > 0) return addSpoilt(state, to - from, nonFinite);
  momentsOf({ values, from, to, min, max, sum }, ofPiece);
  scanned.times = times;
  scanned.atMin = atMin;
  scanned.atMax = atMax;
  addMoments(state, ofPiece, scanned);
  scanned.times = NO_TIMES;
}

/** Adds a piece whose samples are all finite. */
export function addMoments(state: SeriesState, piece: Moments, times: ExtremeTimes): void {
  const { moments } = state;
  const isFirst = state.n === 0;
  if (isFirst || (piece[MOMENT.min] as number) < (moments[MOMENT.min] as number)) state.tMin = times.ofMin();
  if (isFirst || (piece[MOMENT.max] as number) > (moments[MOMENT.max] as number)) state.tMax = times.ofMax();
  if (isFirst) moments.set(piece);
  else mergeMoments(moments, piece);
  state.n += piece[MOMENT.n] as number;
}

/** Adds `count` samples to a series of which some are not finite. */
export function addSpoilt(state: SeriesState, count: number, nonFinite: number): void {
  state.n += count;
  state.nonFinite += nonFinite;
}

function countNonFinite({ values, from, to }: Samples): number {
  let count = 0;
  for (let i = from; i < to; i++) if (!Number.isFinite(values[i])) count++;
  return count;
}

/**
 * Skewness and kurtosis are those of the given samples: the powers are accurate relative to the spread, so a series
 * that varies in its last bit has the skewness of that variation, and a constant one has none.
 */
export function statisticsIn({ n, nonFinite, tMin, tMax, moments }: SeriesState): Statistics {
  if (n === 0 || nonFinite > 0) return { n, ...NOTHING };
  const min = moments[MOMENT.min] as number;
  const max = moments[MOMENT.max] as number;
  const isConstant = min === max;
  const unit = 2 ** exponentOf(min, max);
  const mean = isConstant ? min : (moments[MOMENT.mean] as number);
  const power2 = moments[MOMENT.power2] as number;
  const m2 = power2 / n;
  const std = Math.sqrt(m2) * unit;
  const ofOne = n > 1 ? 0 : null;
  // One literal: copies of objects would take longer than the rest.
  return {
    n,
    min: plain(min),
    tMin: plain(tMin),
    max: plain(max),
    tMax: plain(tMax),
    mean: plain(mean),
    std: isConstant ? 0 : plain(std),
    std1: isConstant ? ofOne : plain(Math.sqrt(power2 / (n - 1)) * unit),
    rms: plain(isConstant ? Math.abs(min) : Math.hypot(mean, std)),
    skew: isConstant ? null : plain((moments[MOMENT.power3] as number) / n / (m2 * Math.sqrt(m2))),
    kurt: isConstant ? null : plain((moments[MOMENT.power4] as number) / n / (m2 * m2)),
  };
}

const NOTHING: Omit<Statistics, 'n'> = {
  min: null,
  tMin: null,
  max: null,
  tMax: null,
  mean: null,
  std: null,
  std1: null,
  rms: null,
  skew: null,
  kurt: null,
};

/** A number that JSON and tables can hold: no -0, and null for what exceeds a double. */
function plain(value: number): number | null {
  return Number.isFinite(value) ? value + 0 : null;
}
