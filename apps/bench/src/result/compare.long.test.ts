import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { madeUpExperiment } from '../../test/support/made-up-result.ts';
import { type CompareOptions, type Comparison, compareExperiments, hasRegressed } from './compare.ts';
import type { Experiment } from './experiment.ts';
import { YARDSTICK } from './names.ts';

const OPTIONS: CompareOptions = { seed: 1, margin: 0.05, control: YARDSTICK };
const TIMES = { auto: 10, 'auto-again': 10, 'fixed-2': 12, yardstick: 4, 'yardstick-again': 4 };

function compared(older: Experiment, newer: Experiment): Comparison {
  const comparison = compareExperiments(older, newer, OPTIONS);
  if (typeof comparison === 'string') throw new Error(comparison);
  return comparison;
}

const seeds = Array.from({ length: 10 }, (_, i) => i + 1);

describe('comparing many pairs of results', () => {
  it.each(seeds)('finds no regression in the same code (%d)', (seed) => {
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
      { numRuns: 50 },
    );
  });
});
