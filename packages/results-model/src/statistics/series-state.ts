import { exponentOf, type Moments, mergeMoments, momentsOf } from './moments.ts';
import type { Statistics } from './statistic.ts';

/** The state of a series after some of its pieces. */
export interface SeriesState {
  readonly n: number;
  /** Samples that are NaN or infinite. */
  readonly nonFinite: number;
  readonly tMin: number;
  readonly tMax: number;
  /** Null before the first sample, and from the first sample that is not finite. */
  readonly moments: Moments | null;
}

export const NO_SAMPLES: SeriesState = { n: 0, nonFinite: 0, tMin: 0, tMax: 0, moments: null };

/** Consecutive samples of a series, at least one: from `values[from]` up to but excluding `values[to]`. */
export interface Samples {
  readonly times: Float64Array;
  readonly values: Float64Array;
  readonly from: number;
  readonly to: number;
}

/** The state after one more piece. Three small objects are allocated per piece, none per sample. */
export function withPiece(state: SeriesState, samples: Samples): SeriesState {
  const { times, values, from, to } = samples;
  const n = state.n + (to - from);
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
  const nonFinite = state.nonFinite + (Number.isFinite(sum) ? 0 : countNonFinite(samples));
  if (nonFinite > 0) return { ...NO_SAMPLES, n, nonFinite };
  const before = state.moments;
  const moments = momentsOf({ values, from, to, min, max, sum });
  return {
    n,
    nonFinite,
    tMin: before !== null && before.min <= min ? state.tMin : (times[atMin] as number),
    tMax: before !== null && before.max >= max ? state.tMax : (times[atMax] as number),
    moments: before === null ? moments : mergeMoments(before, moments),
  };
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
export function statisticsIn(state: SeriesState): Statistics {
  const { moments: m, n } = state;
  if (m === null) return { n, ...NOTHING };
  const { min, max } = m;
  const extremes = { n, min: plain(min), tMin: plain(state.tMin), max: plain(max), tMax: plain(state.tMax) };
  if (min === max) {
    const rms = plain(Math.abs(min));
    return { ...extremes, mean: plain(min), std: 0, std1: n > 1 ? 0 : null, rms, skew: null, kurt: null };
  }
  const unit = 2 ** exponentOf(min, max);
  const m2 = m.power2 / n;
  const std = Math.sqrt(m2) * unit;
  return {
    ...extremes,
    mean: plain(m.mean),
    std: plain(std),
    std1: plain(Math.sqrt(m.power2 / (n - 1)) * unit),
    rms: plain(Math.hypot(m.mean, std)),
    skew: plain(m.power3 / n / (m2 * Math.sqrt(m2))),
    kurt: plain(m.power4 / n / (m2 * m2)),
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
