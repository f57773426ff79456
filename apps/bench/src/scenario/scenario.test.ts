import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SCENARIOS, type SizeGroup, scenarioGroups } from './scenario.ts';

const all = (groups: readonly SizeGroup[]): number[] =>
  groups.flatMap(({ files, bytes }) => Array.from({ length: files }, () => bytes));
const FULL = { scale: 1, mostFiles: null };

describe('the scenarios', () => {
  it('contain the sizes of the published comparison at scale 1', () => {
    expect(all(scenarioGroups('two-large', FULL))).toEqual([1.5e9, 3.3e9]);
    expect(all(scenarioGroups('four-small', FULL))).toEqual([42e6, 42e6, 42e6, 42e6]);
  });

  it('keep the ratio of the two large files at every scale', () => {
    const [smaller = 0, larger = 0] = all(scenarioGroups('two-large', { scale: 0.05, mostFiles: null }));
    expect(larger / smaller).toBeCloseTo(3.3 / 1.5, 6);
  });

  it('have few huge and thousands of small files in bimodal', () => {
    const sizes = all(scenarioGroups('bimodal', FULL));
    expect(sizes.filter((size) => size >= 1e9)).toHaveLength(4);
    expect(sizes.filter((size) => size < 1e7).length).toBeGreaterThanOrEqual(1000);
    const scaled = all(scenarioGroups('bimodal', { scale: 0.05, mostFiles: null }));
    expect(scaled.length).toBeGreaterThanOrEqual(1000);
  });

  it('have a median and a spread of a log-normal in mixed', () => {
    const sizes = all(scenarioGroups('mixed', FULL)).sort((a, b) => a - b);
    expect(((sizes[59] ?? 0) + (sizes[60] ?? 0)) / 2 / 300e6).toBeCloseTo(1, 1);
    const logs = sizes.map((size) => Math.log(size / 300e6));
    const deviation = Math.sqrt(logs.reduce((sum, log) => sum + log * log, 0) / logs.length);
    expect(deviation).toBeCloseTo(1.1, 1);
  });

  it('are always the same, in whole bytes', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...SCENARIOS),
        fc.double({ min: 1e-4, max: 2, noNaN: true }),
        fc.option(fc.integer({ min: 1, max: 50 })),
        (name, scale, mostFiles) => {
          const groups = scenarioGroups(name, { scale, mostFiles });
          expect(scenarioGroups(name, { scale, mostFiles })).toEqual(groups);
          const sizes = all(groups);
          const least = name === 'tiny' ? 4000 : 300_000;
          expect(sizes.every((size) => Number.isSafeInteger(size) && size >= least)).toBe(true);
          expect(sizes.length).toBeGreaterThan(0);
          if (mostFiles !== null) expect(sizes.length).toBeLessThanOrEqual(mostFiles);
        },
      ),
    );
  });

  it('keep the smallest and the largest file if only some are used', () => {
    const sizes = all(scenarioGroups('bimodal', { scale: 1, mostFiles: 5 }));
    expect([sizes.length, Math.min(...sizes), Math.max(...sizes)]).toEqual([5, 4e6, 4e9]);
  });
});
