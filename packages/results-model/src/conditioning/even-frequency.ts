/** Steps may differ from their mean by this share. */
const UNEVEN = 0.01;

/** Samples per second; null for one sample, and if a step differs from the mean step by more than 1 %. Times in seconds. */
export function evenFrequency(times: Float64Array): number | null {
  const duration = (times.at(-1) ?? 0) - (times[0] ?? 0);
  if (!(duration > 0)) return null;
  const step = duration / (times.length - 1);
  for (let i = 1; i < times.length; i += 1)
    if (Math.abs((times[i] as number) - (times[i - 1] as number) - step) > UNEVEN * step) return null;
  return 1 / step;
}
