/** A largest sample between two successive up-crossings of the mean, and its sample number. */
export interface Peak {
  readonly value: number;
  readonly sample: number;
}

/**
 * The largest sample between successive up-crossings of `level`, and of the last upper half cycle if the series comes
 * down again. For the level of the mean these are the global maxima; global minima are those of the mirrored series.
 */
export function globalMaxima(values: Float64Array, level: number): Peak[] {
  const peaks: Peak[] = [];
  let best = -1;
  let cameDown = false;
  for (let i = 1; i < values.length; i += 1) {
    const before = values[i - 1] as number;
    const value = values[i] as number;
    if (before <= level && level < value) {
      if (best >= 0) peaks.push({ value: values[best] as number, sample: best });
      best = i;
      cameDown = false;
    } else if (best >= 0) {
      if (value > (values[best] as number)) best = i;
      if (value <= level) cameDown = true;
    }
  }
  if (best >= 0 && cameDown) peaks.push({ value: values[best] as number, sample: best });
  return peaks;
}

/**
 * The largest sample of each cluster of samples above a threshold; a new cluster begins if the time since the last sample
 * above it exceeds `gap` seconds.
 */
export function clusterMaxima(
  { times, values }: { readonly times: Float64Array; readonly values: Float64Array },
  { threshold, gap }: { readonly threshold: number; readonly gap: number },
): Peak[] {
  const peaks: { value: number; sample: number }[] = [];
  let lastAbove = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] as number;
    if (!(value > threshold)) continue;
    const time = times[i] as number;
    const current = peaks.at(-1);
    if (current === undefined || time - lastAbove > gap) peaks.push({ value, sample: i });
    else if (value > current.value) {
      current.value = value;
      current.sample = i;
    }
    lastAbove = time;
  }
  return peaks;
}
