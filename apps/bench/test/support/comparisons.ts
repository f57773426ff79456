import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  type CompareOptions,
  type Comparison,
  compareExperiments,
  hasRegressed,
} from '../../src/result/compare.ts';
import type { Experiment } from '../../src/result/experiment.ts';
import { YARDSTICK } from '../../src/result/names.ts';
import { madeUpExperiment } from './made-up-result.ts';

export const OPTIONS: CompareOptions = { seed: 1, margin: 0.05, control: YARDSTICK };
export const TIMES = { auto: 10, 'auto-again': 10, 'fixed-2': 12, yardstick: 4, 'yardstick-again': 4 };

export function compared(older: Experiment, newer: Experiment): Comparison {
  const comparison = compareExperiments(older, newer, OPTIONS);
  if (typeof comparison === 'string') throw new Error(comparison);
  return comparison;
}

/** What holds of every pair of results: `pairs` of them are compared, and `runs` results with themselves. */
export function itComparesPairs({ pairs, runs }: { readonly pairs: number; readonly runs: number }): void {
  const seeds = Array.from({ length: pairs }, (_, i) => i + 1);

  it.each(seeds)('of the same code finds no regression (%d)', (seed) => {
    const older = madeUpExperiment({ seed, times: TIMES });
    const newer = madeUpExperiment({ seed: seed + 100, times: TIMES });
    expect(hasRegressed(compared(older, newer))).toBe(false);
  });

  it.each(seeds)('finds 20 % more time (%d)', (seed) => {
    const older = madeUpExperiment({ seed, times: TIMES });
    const newer = madeUpExperiment({ seed: seed + 100, times: { ...TIMES, auto: 12, 'auto-again': 12 } });
    expect(compared(older, newer).overall.verdict).toBe('regression');
  });

  it('never finds a result slower than itself', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 1, max: 7 }),
        (seed, noise, repeats) => {
          const result = madeUpExperiment({ seed, noise, repeats, times: TIMES });
          const { overall } = compared(result, result);
          expect(overall.time.estimate).toBeCloseTo(1, 9);
          expect(overall.verdict).toBeNull();
        },
      ),
      { numRuns: runs },
    );
  });
}
