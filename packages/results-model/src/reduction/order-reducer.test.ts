import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quantileOf } from '../crossings/quantiles.ts';
import type { Packing } from '../reader/results-file.ts';
import { QuantileReducer } from './order-reducer.ts';
import { ValueCounts } from './value-counts.ts';

const QUANTILES = [0, 0.01, 0.37, 0.5, 0.99, 1];

function reduced(values: Float64Array, packing: Packing | null, step: number): (number | null)[] {
  const reducer = new QuantileReducer(QUANTILES, packing);
  for (let from = 0; from < values.length; from += step) {
    const block = values.subarray(from, from + step);
    reducer.add(block, block);
  }
  return reducer.values();
}

function expected(values: Float64Array): (number | null)[] {
  const sorted = values.map((value) => value + 0).sort();
  return QUANTILES.map((q) => quantileOf(sorted, q));
}

/** A long series of codes, from a seed. */
function codes(length: number, seed: number): Float64Array {
  let state = seed | 1;
  return Float64Array.from({ length }, () => {
    state = Math.imul(state, 1_664_525) + 1_013_904_223;
    return (state >>> 16) - 32_768;
  });
}

const packings = fc.record({
  scale: fc.oneof(
    fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
    fc.double({ min: -1e6, max: -1e-6, noNaN: true }),
  ),
  offset: fc.double({ min: -1e5, max: 1e5, noNaN: true }),
});

describe('quantiles of a series', () => {
  it('are those of the sorted samples, however a short series is cut', () => {
    const sample = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.integer({ min: -3, max: 3 }),
    );
    fc.assert(
      fc.property(
        fc.array(sample, { minLength: 1, maxLength: 500 }),
        fc.integer({ min: 1, max: 50 }),
        (list, step) => {
          const values = Float64Array.from(list);
          expect(reduced(values, null, step)).toEqual(expected(values));
        },
      ),
    );
  });

  it('are exact for a packed series of any length', () => {
    fc.assert(
      fc.property(packings, fc.nat(), ({ scale, offset }, seed) => {
        const values = codes(70_000, seed).map((code) => (code - offset) / scale);
        expect(reduced(values, { scale, offset }, 4096)).toEqual(expected(values));
      }),
      { numRuns: 8 },
    );
  });

  it('do not believe a packing that the samples contradict', () => {
    const packing = { scale: 2, offset: 7 };
    const values = codes(70_000, 5).map((code) => (code - 7) / 2);
    values[69_000] = 0.123;
    expect(reduced(values, packing, 1000)).toEqual(reduced(values, null, 1000));
  });

  it('end even if samples are not numbers', () => {
    const counts = new ValueCounts();
    const values = codes(70_000, 5).map((code) => code + Math.SQRT2);
    values.fill(Number.NaN, 60_000, 60_010);
    values[100] = Number.NaN;
    counts.add(values);
    const numbers = values.filter((value) => !Number.isNaN(value));
    expect(counts.quantiles([0])[0]).toBeCloseTo(Math.min(...numbers), 0);
  });

  it('do not exist without samples', () => {
    expect(new QuantileReducer([0.5], null).values()).toEqual([null]);
  });
});
