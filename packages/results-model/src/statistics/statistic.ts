/** The statistics that a column can request, in the order that tables print them. */
export const STATISTICS = [
  'n',
  'min',
  'tMin',
  'max',
  'tMax',
  'mean',
  'std',
  'std1',
  'rms',
  'skew',
  'kurt',
] as const;

export type StatisticName = (typeof STATISTICS)[number];

/**
 * Statistics of one series. Units: the series' own; `tMin` and `tMax` in seconds. `null` means that the statistic does
 * not exist (one sample, a constant series, a non-finite sample).
 */
export interface Statistics {
  /** Number of samples. */
  readonly n: number;
  readonly min: number | null;
  /** Time of the first occurrence of the minimum. */
  readonly tMin: number | null;
  readonly max: number | null;
  /** Time of the first occurrence of the maximum. */
  readonly tMax: number | null;
  readonly mean: number | null;
  /** Standard deviation, divisor n. */
  readonly std: number | null;
  /** Standard deviation, divisor n - 1. */
  readonly std1: number | null;
  readonly rms: number | null;
  /** Skewness m3 / m2^1.5, biased. */
  readonly skew: number | null;
  /** Kurtosis m4 / m2^2, biased; 3 for a normal distribution. */
  readonly kurt: number | null;
}
