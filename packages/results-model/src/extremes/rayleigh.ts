/** A Gaussian series: its mean, standard deviation (divisor n) and mean period between up-crossings of the mean. */
export interface GaussianSeries {
  readonly mean: number;
  readonly std: number;
  /** Seconds. */
  readonly tz: number;
}

/**
 * The most probable largest value in a time, in seconds: mean + std sqrt(2 ln N) with N = time/Tz. Null for N <= 1.
 */
export function rayleighMostProbable({ mean, std, tz }: GaussianSeries, time: number): number | null {
  const cycles = time / tz;
  return cycles > 1 ? mean + std * Math.sqrt(2 * Math.log(cycles)) : null;
}

/** The value that the largest in a time exceeds with probability `risk`: mean + std sqrt(2 ln(-N/ln(1 - risk))). */
export function rayleighAtRisk({ mean, std, tz }: GaussianSeries, time: number, risk: number): number | null {
  const cycles = time / tz;
  if (!(cycles > 1)) return null;
  const inner = -cycles / Math.log1p(-risk);
  return inner > 1 ? mean + std * Math.sqrt(2 * Math.log(inner)) : null;
}
