import { type ComparisonOptions, HARD } from '@ballast/simulator';

/** Batches that are hard to schedule: hard kinds of files on every storage, and storages on which loads are hard to place. */
export function hardComparisons(seeds: readonly number[]): readonly ComparisonOptions[] {
  const same: Omit<ComparisonOptions, 'storages' | 'kinds'> = {
    machines: ['64c256g', '8c32g'],
    growths: ['after-loading', 'while-loading'],
    priors: [0.3, 1, 3],
    seeds,
    policies: ['adaptive'],
  };
  return [
    { ...same, storages: ['nvme', 'hdd', 'nas'], kinds: [...HARD] },
    { ...same, storages: ['slowperm', 'nasslow'], kinds: ['small', 'mixed'] },
  ];
}
