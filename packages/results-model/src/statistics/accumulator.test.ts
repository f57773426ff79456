import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exactStatistics } from '../../test/exact-statistics.ts';
import { StatisticsAccumulator, statisticsOf } from './accumulator.ts';
import type { Statistics } from './statistic.ts';

const NOTHING = {
  min: null,
  tMin: null,
  max: null,
  tMax: null,
  mean: null,
  std: null,
  std1: null,
  rms: null,
  skew: null,
  kurt: null,
};

/** Samples half a second apart, beginning at 10 s. */
function of(values: readonly number[]): Statistics {
  return statisticsOf(
    Float64Array.from(values, (_, i) => 10 + i / 2),
    Float64Array.from(values),
  );
}

/** Pseudo-random numbers in [0, 1), the same in every run, multiples of 2^-31. */
function noise(count: number): number[] {
  let state = 12345;
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return state / 2 ** 31;
  });
}

function expectClose(found: number | null, wanted: number, relative = 1e-12, absolute = 0): void {
  expect(found).not.toBeNull();
  expect(Math.abs((found ?? Number.NaN) - wanted)).toBeLessThanOrEqual(
    relative * Math.abs(wanted) + absolute,
  );
}

/** Skewness is a difference of large sums, so near 0 its error is measured against 1. */
function expectExact(found: Statistics, values: readonly number[], bits = 100): void {
  const wanted = exactStatistics(values, bits);
  expectClose(found.mean, wanted.mean);
  expectClose(found.std, wanted.std);
  expectClose(found.std1, wanted.std1);
  expectClose(found.rms, wanted.rms);
  expectClose(found.skew, wanted.skew, 1e-12, 1e-12);
  expectClose(found.kurt, wanted.kurt);
}

describe('statistics of a series', () => {
  it('follow the textbook for four samples', () => {
    expect(of([1, 2, 3, 6])).toEqual({
      n: 4,
      min: 1,
      tMin: 10,
      max: 6,
      tMax: 11.5,
      mean: 3,
      std: Math.sqrt(3.5),
      std1: Math.sqrt(14 / 3),
      rms: Math.sqrt(12.5),
      skew: 4.5 / (3.5 * Math.sqrt(3.5)),
      kurt: 24.5 / 12.25,
    });
  });

  it('have the first occurrence of the extremes', () => {
    expect(of([2, 1, 5, 1, 5])).toMatchObject({ min: 1, tMin: 10.5, max: 5, tMax: 11 });
  });

  it('keep the first occurrence across pieces', () => {
    const values = new Array<number>(2000).fill(3);
    for (const at of [100, 700, 1900]) values[at] = -1;
    for (const at of [600, 650, 1999]) values[at] = 9;
    expect(of(values)).toMatchObject({ min: -1, tMin: 60, max: 9, tMax: 310 });
  });

  it('are all null except n for no samples', () => {
    expect(of([])).toEqual({ n: 0, ...NOTHING });
  });

  it('leave std1, skew and kurt of one sample null', () => {
    expect(of([-7])).toEqual({
      n: 1,
      min: -7,
      tMin: 10,
      max: -7,
      tMax: 10,
      mean: -7,
      std: 0,
      std1: null,
      rms: 7,
      skew: null,
      kurt: null,
    });
  });

  it.each([0.1, -1 / 3, 1e9 + 0.1, 5e-324, 1.7e308])('of the constant %d are exact', (value) => {
    expect(of(new Array<number>(1500).fill(value))).toMatchObject({
      mean: value,
      std: 0,
      std1: 0,
      rms: Math.abs(value),
      skew: null,
      kurt: null,
    });
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    'are all null except n if one sample is %d',
    (bad) => {
      for (const at of [0, 3, 511, 512, 1400]) {
        const values = noise(1500);
        values[at] = bad;
        expect(of(values)).toEqual({ n: 1500, ...NOTHING });
      }
    },
  );

  it('never print a negative zero', () => {
    const found = statisticsOf(Float64Array.of(-0, 1), Float64Array.of(-0, -0));
    expect(Object.values(found).some((value) => Object.is(value, -0))).toBe(false);
    expect(found.mean).toBe(0);
  });

  it('keep a ripple of 1e-4 on an offset of 1e9', () => {
    const values = noise(5000).map((value) => 1e9 + Math.round(value * value * 1000) * 2 ** -23);
    expectExact(of(values), values);
  });

  it('have the skewness of the given samples if these vary in the last bit only', () => {
    const values = [0.1, 0.1, 0.1 + 2 ** -56, 0.1, 0.1 + 2 ** -56];
    expectExact(of(values), values);
  });

  it('survive an outlier of 1e9 at the very beginning', () => {
    const values = [1e9, ...noise(3000)];
    expectExact(of(values), values);
  });

  it.each([2 ** -230, 2 ** 230, 2 ** 600, 2 ** -900, 2 ** 1000])('scale with a factor of %d', (factor) => {
    const values = noise(1500).map((value) => value ** 3);
    const plain = of(values);
    const scaled = of(values.map((value) => value * factor));
    expect(scaled).toMatchObject({ n: 1500, tMin: plain.tMin, tMax: plain.tMax });
    for (const name of ['min', 'max', 'mean', 'std', 'std1', 'rms'] as const) {
      expectClose(scaled[name], (plain[name] ?? 0) * factor);
    }
    expectClose(scaled.skew, plain.skew ?? 0);
    expectClose(scaled.kurt, plain.kurt ?? 0);
  });

  it('agree if pieces of very different scale meet', () => {
    const small = noise(600).map((value) => value * 2 ** -300);
    const found = of([...small, ...noise(600), ...noise(600).map((value) => value * 2 ** 300)]);
    const wanted = of([...noise(1200).fill(0), ...noise(600).map((value) => value * 2 ** 300)]);
    for (const name of ['mean', 'std', 'rms', 'skew', 'kurt'] as const)
      expectClose(found[name], wanted[name] ?? 0);
  });

  it('agree if a constant beginning meets a tiny spread', () => {
    const tiny = noise(600).map((value) => value * 2 ** -900);
    const found = of([...new Array<number>(512).fill(0), ...tiny]);
    const wanted = of([...new Array<number>(512).fill(0), ...noise(600)]);
    expectClose(found.std, (wanted.std ?? 0) * 2 ** -900);
    expectClose(found.kurt, wanted.kurt ?? 0);
  });

  it('are null rather than infinite beyond the largest double', () => {
    expect(of([-1.7e308, 1.7e308])).toMatchObject({
      min: -1.7e308,
      max: 1.7e308,
      mean: 0,
      std: 1.7e308,
      std1: null,
    });
  });
});

describe('StatisticsAccumulator', () => {
  it('rejects blocks whose times and values differ in length', () => {
    const accumulator = new StatisticsAccumulator();
    expect(() => accumulator.add(new Float64Array(2), new Float64Array(3))).toThrow('2 times but 3 values');
  });

  it('counts samples that are not finite, including those still pending', () => {
    const accumulator = new StatisticsAccumulator();
    const values = Float64Array.from(noise(700));
    values[2] = Number.NaN;
    values[600] = Number.POSITIVE_INFINITY;
    accumulator.add(new Float64Array(700), values);
    expect(accumulator.nonFinite).toBe(2);
    accumulator.add(new Float64Array(700), values);
    expect(accumulator.nonFinite).toBe(4);
  });

  it('does not mistake an overflowing sum for a sample that is not finite', () => {
    const accumulator = new StatisticsAccumulator();
    accumulator.add(new Float64Array(600), new Float64Array(600).fill(1.5e308).fill(-1.5e308, 0, 300));
    expect(accumulator.nonFinite).toBe(0);
    expect(accumulator.result().mean).not.toBeNull();
  });

  it('accepts more samples after a result', () => {
    const accumulator = new StatisticsAccumulator();
    accumulator.add(Float64Array.of(0, 1), Float64Array.of(1, 2));
    expect(accumulator.result()).toMatchObject({ n: 2, mean: 1.5 });
    accumulator.add(Float64Array.of(2), Float64Array.of(6));
    expect(accumulator.result()).toMatchObject({ n: 3, mean: 3, tMax: 2 });
  });

  it('keeps no reference to the arrays of a block', () => {
    const accumulator = new StatisticsAccumulator();
    const values = Float64Array.of(1, 2);
    accumulator.add(Float64Array.of(0, 1), values);
    values.fill(1000);
    expect(accumulator.result().max).toBe(2);
  });

  it('returns the same bits however the series is cut into blocks', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(1300), { maxLength: 8 }),
        fc.integer({ min: 1, max: 3000 }),
        (cuts, count) => {
          const values = Float64Array.from(noise(count));
          const times = values.map((_, i) => i);
          const accumulator = new StatisticsAccumulator();
          let from = 0;
          for (const size of [...cuts, count]) {
            accumulator.add(times.subarray(from, from + size), values.subarray(from, from + size));
            from = Math.min(count, from + size);
          }
          expect(accumulator.result()).toEqual(statisticsOf(times, values));
        },
      ),
    );
  });

  it('agrees with exact arithmetic', () => {
    const sample = fc
      .double({ min: -1e6, max: 1e6, noNaN: true })
      .map((value) => Math.round(value * 2 ** 30) / 2 ** 30);
    fc.assert(
      fc.property(fc.array(sample, { minLength: 2, maxLength: 80 }), (values) => {
        fc.pre(Math.min(...values) < Math.max(...values));
        const found = of(values);
        const wanted = exactStatistics(values);
        const spread = Math.max(...values.map(Math.abs));
        // A mean near zero of large samples is ill-conditioned, so its error is measured against the samples.
        expectClose(found.mean, wanted.mean, 1e-12, 1e-14 * spread);
        expectClose(found.std, wanted.std);
        expectClose(found.rms, wanted.rms);
        expectClose(found.skew, wanted.skew, 1e-12, 1e-12);
        expectClose(found.kurt, wanted.kurt);
        expect(found.min).toBe(Math.min(...values) + 0);
        expect(found.max).toBe(Math.max(...values) + 0);
        expect(found.tMin).toBe(10 + values.indexOf(found.min ?? Number.NaN) / 2);
        expect(found.tMax).toBe(10 + values.indexOf(found.max ?? Number.NaN) / 2);
      }),
    );
  });

  it('agrees with exact arithmetic over several pieces with a trend', () => {
    const values = noise(4000).map((value, i) => value ** 2 + Math.floor(i / 7) / 64);
    expectExact(of(values), values, 120);
  });

  it('moves only the mean and the extremes if the series is shifted', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 2, maxLength: 1200 }),
        fc.integer({ min: -(2 ** 40), max: 2 ** 40 }),
        (values, shift) => {
          fc.pre(Math.min(...values) < Math.max(...values));
          const plain = of(values);
          const shifted = of(values.map((value) => value + shift));
          expect(shifted).toMatchObject({
            min: (plain.min ?? 0) + shift,
            tMin: plain.tMin,
            max: (plain.max ?? 0) + shift,
            tMax: plain.tMax,
          });
          expectClose(shifted.mean, (plain.mean ?? 0) + shift, 1e-12, 1e-10);
          expectClose(shifted.std, plain.std ?? 0);
          expectClose(shifted.std1, plain.std1 ?? 0);
          expectClose(shifted.skew, plain.skew ?? 0, 1e-12, 1e-12);
          expectClose(shifted.kurt, plain.kurt ?? 0);
        },
      ),
    );
  });

  it('turns minima into maxima if the sign changes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 1200 }),
        (values) => {
          const plain = of(values);
          const turned = of(values.map((value) => -value));
          expect(turned.tMin).toBe(plain.tMax);
          expect(turned.tMax).toBe(plain.tMin);
          expect(turned.std).toBe(plain.std);
          expect(turned.kurt).toBe(plain.kurt);
          expect(turned.skew === null ? null : -turned.skew + 0).toBe(plain.skew);
        },
      ),
    );
  });
});
