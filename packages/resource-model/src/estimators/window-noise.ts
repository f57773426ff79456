/** Measurements with one number of permits. */
export interface Level {
  /** Index in the permit grid. */
  readonly index: number;
  /** Mean bytes per second; an exponential mean once `windows` has reached its cap. */
  readonly mean: number;
  /** Windows in the mean, at most 24. */
  readonly windows: number;
}

/** Scatter of windows about the mean of their level, relative to it. */
export interface Noise {
  readonly squares: number;
  readonly windows: number;
}

const REMEMBERED = 24;
/** Before anything is measured: 3 %, worth 4 windows. */
export const NO_NOISE: Noise = { squares: 4 * 0.03 ** 2, windows: 4 };
const NOISE_REMEMBERED = 100;
/** One extreme window, e.g. when the storage itself changes, must not blind the search. */
const LARGEST_DEVIATION = 0.3;

export function addWindow({ index, mean, windows }: Level, rate: number): Level {
  const count = Math.min(windows + 1, REMEMBERED);
  return { index, mean: mean + (rate - mean) / count, windows: count };
}

/** Learns from the window's deviation from the mean of those before it: variance sigma^2 (1 + 1/n). */
export function noiseWith(noise: Noise, level: Level, rate: number): Noise {
  if (level.windows === 0) return noise;
  const deviation = Math.min(LARGEST_DEVIATION, Math.abs(rate / level.mean - 1));
  const square = deviation ** 2 / (1 + 1 / level.windows);
  const kept = noise.windows < NOISE_REMEMBERED ? 1 : 1 - 1 / NOISE_REMEMBERED;
  return { squares: noise.squares * kept + square, windows: noise.windows * kept + 1 };
}

/** Standard error of the ratio of two levels' means. */
export function relativeError(noise: Noise, a: Level, b: Level): number {
  return Math.sqrt((noise.squares / noise.windows) * (1 / a.windows + 1 / b.windows));
}
