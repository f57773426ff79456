import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowsOf } from '../../test/analysed.ts';
import type { Cell } from '../table/style/csv.ts';
import { EXTREME_METHODS, type ExtremeAnalysis } from './analysis.ts';

const EXTREMES: ExtremeAnalysis = {
  kind: 'extreme',
  methods: EXTREME_METHODS,
  ends: ['max'],
  hours: 3,
  quantiles: [0.37, 0.9],
  blocks: 20,
  threshold: { stds: 1.4 },
  decluster: null,
  confidence: 0.95,
};

/** Waves of changing height around a mean of 10. */
function waves(seed: number): number[] {
  return Array.from({ length: 4000 }, (_, i) => {
    const height = 1 + 0.6 * Math.sin(0.031 * i + seed) + 0.5 * Math.sin(0.0173 * i * seed);
    return 10 + height * Math.sin(0.7 * i) + 0.2 * Math.sin(2.3 * i + seed);
  });
}

const byMethod = (rows: readonly Record<string, Cell>[], end: string): Record<string, Record<string, Cell>> =>
  Object.fromEntries(rows.filter((row) => row.end === end).map((row) => [`${row.method}`, row]));

describe('extremes of a series', () => {
  it('have a row for each end and method, with n and the time', () => {
    const rows = rowsOf({ ...EXTREMES, ends: ['max', 'min'] }, waves(1));
    expect(rows.map(({ end, method }) => `${end} ${method}`)).toEqual(
      ['max', 'min'].flatMap((end) => EXTREME_METHODS.map((method) => `${end} ${method}`)),
    );
    for (const row of rows) {
      expect(row.hours).toBe(3);
      expect(row.mostProbable === null, `${row.method}`).toBe(row.reason !== null && row['q0.9'] === null);
    }
  });

  it('are mirrored for minima: the maxima of the mirrored series with the other sign', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), (seed) => {
        const values = waves(seed);
        const up = byMethod(
          rowsOf(
            EXTREMES,
            values.map((value) => -value),
          ),
          'max',
        );
        const down = byMethod(rowsOf({ ...EXTREMES, ends: ['min'] }, values), 'min');
        for (const method of EXTREME_METHODS) {
          const [a, b] = [up[method], down[method]];
          const negative = (cell: Cell | undefined): Cell => (typeof cell === 'number' ? 0 - cell : null);
          expect([b?.scale, b?.shape, b?.n]).toEqual([a?.scale, a?.shape, a?.n]);
          for (const [own, other] of [
            ['mostProbable', 'mostProbable'],
            ['q0.9', 'q0.9'],
            ['location', 'location'],
            ['lower', 'upper'],
          ] as const)
            expect(b?.[own] ?? null, `${method} ${own}`).toEqual(negative(a?.[other]));
        }
      }),
      { numRuns: 10 },
    );
  });

  it('grow with the quantile, and with the time', () => {
    const three = byMethod(rowsOf(EXTREMES, waves(2)), 'max');
    const day = byMethod(rowsOf({ ...EXTREMES, hours: 24 }, waves(2)), 'max');
    for (const method of EXTREME_METHODS) {
      if (three[method]?.reason !== null) continue;
      const at = (name: string): number => Number(three[method]?.[name]);
      expect(at('q0.9'), method).toBeGreaterThan(at('q0.37'));
      expect(at('q0.37'), method).toBeGreaterThan(at('mostProbable'));
      expect(Number(day[method]?.mostProbable), method).toBeGreaterThan(at('mostProbable'));
    }
  });

  it('have an interval around the most probable one, wider for more confidence', () => {
    const fit = (confidence: number): Record<string, Cell> => {
      const analysis: ExtremeAnalysis = {
        ...EXTREMES,
        methods: ['gpd'],
        confidence,
        threshold: { value: 10.5 },
      };
      // Exponential heights: the shape is near 0, for which the interval exists.
      const heights = Array.from({ length: 4000 }, (_, i) => -Math.log(1 - ((0.61803398875 * (i + 1)) % 1)));
      return (
        rowsOf(
          analysis,
          heights.flatMap((height) => [9, 10 + height]),
        )[0] ?? {}
      );
    };
    const [half = {}, most = {}] = [fit(0.5), fit(0.95)];
    expect(Math.abs(Number(half.shape))).toBeLessThan(0.05);
    const width = ({ lower, upper }: Record<string, Cell>): number => Number(upper) - Number(lower);
    // Quantiles of the normal distribution from tables.
    expect(width(most) / width(half)).toBeCloseTo(1.959963984540054 / 0.6744897501960817, 9);
    expect((Number(most.lower) + Number(most.upper)) / 2).toBeCloseTo(Number(most.mostProbable), 9);
  });

  it('say why there is no value', () => {
    const reasons = (values: readonly number[]): Record<string, Cell> =>
      Object.fromEntries(rowsOf(EXTREMES, values).map(({ method, reason }) => [`${method}`, reason ?? null]));
    const still = reasons(new Array(50).fill(4));
    expect(still).toMatchObject({
      rayleigh: 'fewer than two up-crossings of the mean',
      'gumbel-mle': 'the maxima of the blocks have no fit',
      'weibull-pwm': 'no such distribution fits the global maxima',
      gpd: 'the excesses have no fit',
    });
    for (const method of EXTREME_METHODS) {
      expect(still[method], method).not.toBeNull();
      expect(reasons([1])[method], method).not.toBeNull();
      expect(reasons([1, 2])[method], method).not.toBeNull();
    }
    expect(rowsOf(EXTREMES, [1, Number.NaN, 3])).toMatchObject([{ reason: 'a sample is not finite' }]);
    const often = byMethod(
      rowsOf({ ...EXTREMES, methods: ['rayleigh'], hours: 1 / 3600 }, [0, 1, 0, 1, 0, 1]),
      'max',
    );
    expect(often.rayleigh?.reason).toBe('not more than one cycle in the time');
  });
});
