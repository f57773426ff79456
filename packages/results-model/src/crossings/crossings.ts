/** Up-crossings of one level: x[i-1] <= level < x[i]. Times in seconds, by linear interpolation. */
export interface Crossings {
  readonly count: number;
  /** Null without a crossing. */
  readonly first: number | null;
  readonly last: number | null;
  /** Mean time between successive crossings; null for fewer than two. */
  readonly meanPeriod: number | null;
}

export interface Samples {
  /** Seconds, increasing. */
  readonly times: Float64Array;
  readonly values: Float64Array;
}

/** Up-crossings of a level by a series. For the level of its mean, `meanPeriod` is Tz. */
export function upCrossings({ times, values }: Samples, level: number): Crossings {
  let count = 0;
  let first: number | null = null;
  let last: number | null = null;
  for (let i = 1; i < values.length; i += 1) {
    const before = values[i - 1] as number;
    const after = values[i] as number;
    if (!(before <= level && level < after)) continue;
    const start = times[i - 1] as number;
    last = start + (((times[i] as number) - start) * (level - before)) / (after - before);
    first ??= last;
    count += 1;
  }
  const meanPeriod = count < 2 || first === null || last === null ? null : (last - first) / (count - 1);
  return { count, first, last, meanPeriod };
}

/** Share of the samples that are above the level; null without samples. */
export function shareAbove(values: Float64Array, level: number): number | null {
  if (values.length === 0) return null;
  let above = 0;
  for (const value of values) if (value > level) above += 1;
  return above / values.length;
}

export interface LocalMaxima {
  readonly count: number;
  /** Tc, the mean time between successive local maxima, in seconds; null for fewer than two. */
  readonly meanPeriod: number | null;
}

/** Local maxima, the ends of the series excluded; the time of a plateau is that of its first sample. */
export function localMaxima({ times, values }: Samples): LocalMaxima {
  let count = 0;
  let first = 0;
  let last = 0;
  let rising = false;
  let top = 0;
  for (let i = 1; i < values.length; i += 1) {
    const step = (values[i] as number) - (values[top] as number);
    if (step === 0) continue;
    if (step < 0 && rising) {
      last = times[top] as number;
      if (count === 0) first = last;
      count += 1;
    }
    rising = step > 0;
    top = i;
  }
  return { count, meanPeriod: count < 2 ? null : (last - first) / (count - 1) };
}
