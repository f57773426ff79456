import { SECONDS_PER_YEAR } from '../reduction/reduction.ts';
import type { Weights } from './weights.ts';

/**
 * The equivalent load of a lifetime at the frequency of the files' loads: (sum of share x DEL^m)^(1/m), which has the
 * damage that Miner's rule gives. Null if a file has no load.
 */
export function lifetimeLoad(
  loads: readonly (number | null)[],
  { shares, covered }: Weights,
  { m, normalise }: { readonly m: number; readonly normalise: boolean },
): number | null {
  const largest = loads.reduce<number>((most, load) => Math.max(most, load ?? 0), 0);
  if (loads.includes(null) || loads.length === 0) return null;
  if (largest === 0) return 0;
  // Divided by the largest: powers of large loads overflow.
  let sum = 0;
  for (const [i, load] of loads.entries()) sum += (shares[i] ?? 0) * ((load ?? 0) / largest) ** m;
  if (normalise) sum = covered > 0 ? sum / covered : Number.NaN;
  return Number.isNaN(sum) ? null : largest * sum ** (1 / m);
}

/** The same load for a number of cycles instead of a frequency in Hz over the years. */
export function atCycles(
  load: number,
  {
    m,
    frequency,
    years,
    cycles,
  }: { readonly m: number; readonly frequency: number; readonly years: number; readonly cycles: number },
): number {
  return load * ((years * SECONDS_PER_YEAR * frequency) / cycles) ** (1 / m);
}

/** Damage of a lifetime: the sum of share x damage / duration, times its seconds. Null if a file has no damage. */
export function lifetimeDamage(
  damages: readonly (number | null)[],
  durations: readonly number[],
  {
    weights,
    years,
    normalise,
  }: { readonly weights: Weights; readonly years: number; readonly normalise: boolean },
): number | null {
  let rate = 0;
  for (const [i, damage] of damages.entries()) {
    const duration = durations[i] ?? 0;
    if (damage === null || !(duration > 0)) return null;
    rate += ((weights.shares[i] ?? 0) * damage) / duration;
  }
  if (damages.length === 0 || (normalise && !(weights.covered > 0))) return null;
  return (normalise ? rate / weights.covered : rate) * years * SECONDS_PER_YEAR;
}
