import { randomFrom } from './random.ts';

/** An estimate, and the interval that contains the true value with the requested confidence. */
export interface Interval {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

/** Draws the same number of elements, with replacement. */
export type Resample = <T>(elements: readonly T[]) => readonly T[];

export interface BootstrapOptions {
  readonly seed: number;
  /** Default 0.95. */
  readonly level?: number;
  /** Default 2,000. */
  readonly resamples?: number;
}

/**
 * Percentile bootstrap (Efron, 1979). `statistic` receives a function that redraws, and calls it once for each sample that was
 * taken independently; values that belong together, such as the two times of a pair, are one element. With five
 * values the 95 % interval of their median spans all of them, and contains the true median in 94 %.
 */
export function bootstrapInterval(
  statistic: (resample: Resample) => number,
  { seed, level = 0.95, resamples = 2000 }: BootstrapOptions,
): Interval {
  const random = randomFrom(seed);
  const draw: Resample = (elements) =>
    elements.map((_, __, all) => all[Math.floor(random() * all.length)] as (typeof elements)[number]);
  const drawn = Array.from({ length: resamples }, () => statistic(draw)).sort((a, b) => a - b);
  const outside = Math.floor(((1 - level) / 2) * resamples);
  return {
    estimate: statistic((elements) => elements),
    low: drawn[outside] ?? Number.NaN,
    high: drawn[resamples - 1 - outside] ?? Number.NaN,
  };
}
