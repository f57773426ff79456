import type { Characteristic } from './case-table.ts';

/** One end of one series in one file. */
export interface FileExtreme {
  readonly file: string;
  /** Equal for the seeds of one case. */
  readonly group: string;
  readonly factor: number;
  readonly value: number;
  /** Seconds. */
  readonly time: number;
  /** The other series at that very sample. */
  readonly others: readonly (number | null)[];
}

/** The case that governs one end of one series. */
export interface Governing {
  readonly group: string;
  /** Files of the case. */
  readonly seeds: number;
  readonly factor: number;
  /** Of the case, without the factor and with it. */
  readonly characteristic: number;
  readonly factored: number;
  /** The seed nearest to the characteristic value, with the factor on every value. */
  readonly seed: FileExtreme;
}

/**
 * The governing case: of each case the characteristic value of its seeds, times its factor; the largest for `max`, the
 * smallest for `min`. The first of equal ones governs. Null without files.
 */
export function governingCase(
  extremes: readonly FileExtreme[],
  end: 'max' | 'min',
  characteristic: Characteristic,
): Governing | null {
  const groups = new Map<string, FileExtreme[]>();
  for (const one of extremes) groups.set(one.group, [...(groups.get(one.group) ?? []), one]);
  const sign = end === 'max' ? 1 : -1;
  let governing: Governing | null = null;
  for (const [group, seeds] of groups) {
    const value = characteristicOf(seeds, sign, characteristic);
    const factor = seeds[0]?.factor ?? 1;
    const factored = value * factor;
    if (governing !== null && sign * factored <= sign * governing.factored) continue;
    const seed = nearest(seeds, value);
    if (seed !== null)
      governing = { group, seeds: seeds.length, factor, characteristic: value, factored, seed };
  }
  return governing;
}

function characteristicOf(seeds: readonly FileExtreme[], sign: 1 | -1, rule: Characteristic): number {
  const sorted = seeds.map(({ value }) => value).sort((a, b) => sign * (b - a));
  switch (rule) {
    case 'worst':
      return sorted[0] ?? Number.NaN;
    case 'mean':
      return meanOf(sorted);
    case 'upper-half':
      return meanOf(sorted.slice(0, Math.ceil(sorted.length / 2)));
  }
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function nearest(seeds: readonly FileExtreme[], value: number): FileExtreme | null {
  let best: FileExtreme | null = null;
  for (const seed of seeds)
    if (best === null || Math.abs(seed.value - value) < Math.abs(best.value - value)) best = seed;
  return best;
}
