import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldMemory, type TreeSample, thinnedMemory } from './memory-fold.ts';

const samples = (...residents: readonly number[]): readonly TreeSample[] =>
  residents.map((resident, i) => ({ at: i / 10, resident, sum: 2 * resident, processes: i }));

describe('the memory of a process tree', () => {
  it('counts each rise above the budget once, with the time until it is below again', () => {
    expect(foldMemory(samples(50, 120, 130, 90, 110, 80), 100)).toEqual({
      highWater: 130,
      highWaterOfSum: 260,
      violations: 2,
      secondsAbove: 0.3,
      mostAbove: 30,
      samples: 6,
      mostProcesses: 5,
    });
  });

  it('does not count the budget itself as a violation', () => {
    expect(foldMemory(samples(100, 100), 100)).toMatchObject({ violations: 0, mostAbove: 0 });
  });

  it('keeps its largest value in few points', () => {
    const residents = fc.array(fc.integer({ min: 0, max: 1e9 }), { minLength: 1, maxLength: 500 });
    fc.assert(
      fc.property(residents, fc.integer({ min: 1, max: 50 }), (all, most) => {
        const points = thinnedMemory(samples(...all), most);
        expect(points.length).toBeLessThanOrEqual(most);
        expect(Math.max(...points.map(([, resident]) => resident))).toBe(Math.max(...all));
      }),
    );
  });
});
