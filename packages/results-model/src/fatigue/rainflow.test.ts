import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PowerSums } from './power-sums.ts';
import { type ClosedCycles, RainflowCounter } from './rainflow.ts';
import { type ResidueRule, takeResidue } from './residue.ts';

interface Cycle {
  readonly range: number;
  readonly count: number;
  readonly from: number;
  readonly to: number;
}

interface Options {
  readonly residue?: ResidueRule;
  readonly ends?: boolean;
  /** Samples per block. */
  readonly block?: number;
}

function cyclesOf(
  samples: readonly number[],
  { residue = 'half', ends = true, block = 1e9 }: Options = {},
): Cycle[] {
  const cycles: Cycle[] = [];
  const take = ({ from, to, fromSample, toSample }: ClosedCycles, length: number, count: number): void => {
    for (let i = 0; i < length; i += 1)
      cycles.push({
        range: Math.abs((to[i] ?? 0) - (from[i] ?? 0)),
        count,
        from: fromSample[i] ?? -1,
        to: toSample[i] ?? -1,
      });
  };
  const counter = new RainflowCounter({ closed: (closed, length) => take(closed, length, 1) }, { ends });
  const values = Float64Array.from(samples);
  for (let at = 0; at < values.length; at += block) counter.add(values.subarray(at, at + block));
  takeResidue(counter.finish(), residue, take);
  return cycles;
}

/** Counts by range, in ascending order. */
function histogram(cycles: readonly Cycle[]): [number, number][] {
  const counts = new Map<number, number>();
  for (const { range, count } of cycles) counts.set(range, (counts.get(range) ?? 0) + count);
  return [...counts].sort(([a], [b]) => a - b);
}

const ASTM = [-2, 1, -3, 5, -1, 3, -4, 4, -2];

describe('rainflow cycles', () => {
  it('are those of the example of ASTM E1049-85', () => {
    expect(histogram(cyclesOf(ASTM))).toEqual([
      [3, 0.5],
      [4, 1.5],
      [6, 0.5],
      [8, 1],
      [9, 0.5],
    ]);
    expect(cyclesOf(ASTM)).toContainEqual({ range: 4, count: 1, from: 4, to: 5 });
  });

  it('are those of a longer published series', () => {
    const series = [-1.5, 1, -3, 10, -1, 3, -8, 4, -2, 6, -1, -4, -8, 2, 1, -5, 0, 2.5, -4, 1, 0, 2, -0.5];
    expect(histogram(cyclesOf(series))).toEqual([
      [1, 1],
      [2.5, 1],
      [4, 1.5],
      [6, 1.5],
      [6.5, 0.5],
      [7, 1],
      [10.5, 0.5],
      [13, 0.5],
      [14, 1],
      [18, 0.5],
    ]);
  });

  it('of an encyclopedia example are five whole and five half ones', () => {
    const series = [2, -14, 10, 0, 13, -9, 11, -8, 8, -9, 15, -4, 10, 0, 13, 0];
    const cycles = cyclesOf(series);
    const ranges = (count: number): number[] =>
      cycles
        .filter((one) => one.count === count)
        .map(({ range }) => range)
        .sort((a, b) => a - b);
    expect(ranges(1)).toEqual([10, 10, 16, 20, 22]);
    expect(ranges(0.5)).toEqual([13, 16, 17, 19, 29]);
  });

  it.each([
    { samples: [], expected: [] },
    { samples: [1], expected: [] },
    { samples: [7, 7, 7], expected: [] },
    { samples: [1, 2], expected: [{ range: 1, count: 0.5, from: 0, to: 1 }] },
    { samples: [1, 1, 2, 3, 3], expected: [{ range: 2, count: 0.5, from: 0, to: 3 }] },
  ])('of $samples are $expected', ({ samples, expected }) => {
    expect(cyclesOf(samples)).toEqual(expected);
  });

  it('close the largest range if the series repeats', () => {
    const [last] = histogram(cyclesOf(ASTM, { residue: 'repeat' })).slice(-1);
    expect(last).toEqual([9, 1]);
  });

  const series = fc.array(fc.integer({ min: -20, max: 20 }), { maxLength: 200 });

  it('are the same however the series is cut into blocks', () => {
    fc.assert(
      fc.property(series, fc.integer({ min: 1, max: 9 }), (samples, block) => {
        expect(cyclesOf(samples, { block })).toEqual(cyclesOf(samples));
      }),
    );
  });

  it('do not change if samples are repeated', () => {
    fc.assert(
      fc.property(series, fc.integer({ min: 1, max: 4 }), (samples, times) => {
        const doubled = samples.flatMap((value) => new Array<number>(times).fill(value));
        expect(histogram(cyclesOf(doubled))).toEqual(histogram(cyclesOf(samples)));
      }),
    );
  });

  it('have half of the travel between turning points as the sum of their ranges', () => {
    fc.assert(
      fc.property(series, (samples) => {
        const travel = samples
          .slice(1)
          .reduce((sum, value, i) => sum + Math.abs(value - (samples[i] ?? 0)), 0);
        const sum = cyclesOf(samples).reduce((total, { range, count }) => total + range * count, 0);
        expect(sum).toBe(travel / 2);
      }),
    );
  });

  it('have the span of the series as their largest range', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 1, maxLength: 200 }),
        (samples) => {
          const span = Math.max(...samples) - Math.min(...samples);
          expect(Math.max(0, ...cyclesOf(samples).map(({ range }) => range))).toBe(span);
        },
      ),
    );
  });

  it('are the same in number and total for the series backwards', () => {
    fc.assert(
      fc.property(series, (samples) => {
        expect(histogram(cyclesOf(samples.toReversed()))).toEqual(histogram(cyclesOf(samples)));
      }),
    );
  });
});

describe('sums of powers of ranges', () => {
  const equivalent = (ranges: readonly number[], m: number): number | null => {
    const sums = new PowerSums([m]);
    for (const range of ranges) sums.add(Float64Array.of(range), 1);
    return sums.equivalent(0, ranges.length);
  };
  const ranges = fc.array(fc.double({ min: 1e-3, max: 1e3, noNaN: true }), { minLength: 1, maxLength: 50 });

  it('scale with the ranges, also by powers of two that would overflow', () => {
    fc.assert(
      fc.property(
        ranges,
        fc.integer({ min: -900, max: 900 }),
        fc.constantFrom(3, 4.5, 14),
        (some, power, m) => {
          const plain = equivalent(some, m) ?? Number.NaN;
          const scaled =
            equivalent(
              some.map((range) => range * 2 ** power),
              m,
            ) ?? Number.NaN;
          expect(Math.abs(scaled / 2 ** power - plain)).toBeLessThanOrEqual(1e-12 * plain);
        },
      ),
    );
  });

  it('of equal ranges give that range', () => {
    expect(equivalent(new Array<number>(3000).fill(1e22), 14)).toBeCloseTo(1e22, -10);
  });

  it('are 0 without ranges, and nothing without cycles to refer to', () => {
    const sums = new PowerSums([4]);
    expect([sums.equivalent(0, 10), sums.equivalent(0, 0)]).toEqual([0, null]);
  });
});
