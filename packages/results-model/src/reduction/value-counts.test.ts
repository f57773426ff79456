import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quantileOf } from '../crossings/quantiles.ts';
import { ValueCounts } from './value-counts.ts';

describe('counts of distinct values', () => {
  it('give the quantiles of the sorted samples exactly, however the series is cut', () => {
    const sample = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.integer({ min: -5, max: 5 }),
    );
    fc.assert(
      fc.property(
        fc.array(sample, { minLength: 1, maxLength: 3000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.nat(50),
        (samples, q, cut) => {
          const values = Float64Array.from(samples);
          const counts = new ValueCounts();
          for (let from = 0; from < values.length; from += cut + 1)
            counts.add(values.subarray(from, from + cut + 1));
          const expected = quantileOf(values.map((value) => value + 0).sort(), q);
          expect(counts.quantiles([q])[0]).toBe(expected);
          expect(counts.digits).toBe(52);
        },
      ),
    );
  });

  it('stay bounded for a series without repetitions, with quantiles near the exact ones', () => {
    const values = Float64Array.from({ length: 300_000 }, (_, i) => 1000 * Math.sin(i * Math.SQRT2) + 3);
    const counts = new ValueCounts();
    counts.add(values);
    const sorted = values.toSorted();
    expect(counts.digits).toBeLessThan(52);
    for (const q of [0, 0.01, 0.5, 0.99, 1]) {
      const exact = quantileOf(sorted, q) ?? Number.NaN;
      expect(Math.abs((counts.quantiles([q])[0] ?? Number.NaN) - exact)).toBeLessThanOrEqual(
        Math.abs(exact) * 2 ** -counts.digits + 1e-9,
      );
    }
  });

  it('have no quantile without samples', () => {
    expect(new ValueCounts().quantiles([0.5])).toEqual([null]);
  });
});
