import type { LinkedExtremes, LinkResult } from './file-result.ts';
import type { KeptSamples } from './sample-store.ts';

/**
 * The largest and smallest values of the driver (the first sample each), and the values of the others at those samples.
 * Null for a driver without samples or with one that is not finite, like its statistics; a linked series without a
 * finite value at that sample has null.
 */
export function linkedExtremes(
  driver: KeptSamples | null,
  linked: readonly (KeptSamples | null)[],
): LinkResult {
  if (driver === null) return { extremes: null, problem: null };
  if ([driver, ...linked].some((samples) => samples?.fits(driver) === false)) {
    const message = 'the series were sampled at different times and cannot be linked';
    return { extremes: null, problem: { code: 'TIMES_DIFFER', message } };
  }
  return { extremes: extremesOf(driver, linked), problem: null };
}

function extremesOf(driver: KeptSamples, linked: readonly (KeptSamples | null)[]): LinkedExtremes | null {
  const { values, times } = driver;
  if (values.length === 0) return null;
  let atMin = 0;
  let atMax = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (!Number.isFinite(value)) return null;
    if (value < (values[atMin] as number)) atMin = i;
    if (value > (values[atMax] as number)) atMax = i;
  }
  const at = (i: number): (number | null)[] => linked.map((samples) => finite(samples?.values[i]));
  return {
    max: plain(values[atMax] as number),
    tMax: plain(times[atMax] as number),
    atMax: at(atMax),
    min: plain(values[atMin] as number),
    tMin: plain(times[atMin] as number),
    atMin: at(atMin),
  };
}

function finite(value: number | undefined): number | null {
  return value === undefined || !Number.isFinite(value) ? null : plain(value);
}

/** -0 becomes 0, as in all JSON. */
function plain(value: number): number {
  return value + 0;
}
