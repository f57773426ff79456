import { randomFrom } from './random.ts';

/** An estimate and the interval that holds the true value with the wanted confidence. */
export interface Interval {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

/** Draws as many elements as there are, with replacement. */
export type Resample = <T>(elements: readonly T[]) => readonly T[];

export interface BootstrapOptions {
  readonly seed: number;
  /** 0.95 when absent. */
  readonly level?: number;
  /** 2,000 when absent. */
  readonly resamples?: number;
}

/**
 * Percentile bootstrap (Efron, 1979). `statistic` is given a way to draw anew and calls it once for each sample that was
 * taken independently of the others; what belongs together, such as the two times of a pair, is one element. With five
 * values the 95 % interval of their median reaches from the smallest to the largest, which holds the true median in 94 %.
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
