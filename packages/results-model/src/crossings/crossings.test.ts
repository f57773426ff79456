import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localMaxima, shareAbove, upCrossings } from './crossings.ts';
import { clusterMaxima, globalMaxima } from './global-maxima.ts';

const samples = (values: readonly number[], step = 1): { times: Float64Array; values: Float64Array } => ({
  times: Float64Array.from(values, (_, i) => i * step),
  values: Float64Array.from(values),
});
const series = fc.array(fc.integer({ min: -9, max: 9 }), { maxLength: 120 });

describe('up-crossings of a level', () => {
  it('have interpolated times', () => {
    expect(upCrossings(samples([0, 4, 0, 2]), 1)).toEqual({
      count: 2,
      first: 0.25,
      last: 2.5,
      meanPeriod: 2.25,
    });
  });

  it('begin at the level, and end above it', () => {
    expect(upCrossings(samples([1, 2, 1, 1, 3, 1]), 1).count).toBe(2);
    expect(upCrossings(samples([0, 1, 0, 1]), 1).count).toBe(0);
  });

  it('have no period for fewer than two', () => {
    expect(upCrossings(samples([0, 2]), 1)).toMatchObject({ count: 1, first: 0.5, meanPeriod: null });
    expect(upCrossings(samples([5, 5]), 1)).toEqual({ count: 0, first: null, last: null, meanPeriod: null });
  });

  it('are as many as down-crossings, or one more or less', () => {
    fc.assert(
      fc.property(series, fc.integer({ min: -9, max: 9 }), (values, whole) => {
        const level = whole + 0.5;
        const up = upCrossings(samples(values), level).count;
        const down = upCrossings(samples(values.map((value) => -value)), -level).count;
        expect(Math.abs(up - down)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('of the mean of a sine are its periods', () => {
    const sine = Array.from({ length: 2001 }, (_, i) => Math.sin((2 * Math.PI * i) / 40 + 0.4));
    expect(upCrossings(samples(sine, 0.1), 0).meanPeriod).toBeCloseTo(4, 6);
    expect(localMaxima(samples(sine, 0.1)).meanPeriod).toBeCloseTo(4, 6);
    expect(shareAbove(Float64Array.from(sine), 0)).toBeCloseTo(0.5, 2);
  });
});

describe('local maxima', () => {
  it('exclude the ends, and count a plateau once at its first sample', () => {
    expect(localMaxima(samples([5, 1, 3, 3, 3, 2, 4, 1, 9]))).toEqual({ count: 2, meanPeriod: 4 });
    expect(localMaxima(samples([1, 2, 2]))).toEqual({ count: 0, meanPeriod: null });
    expect(localMaxima(samples([]))).toEqual({ count: 0, meanPeriod: null });
  });
});

describe('global maxima', () => {
  it('are the largest samples between up-crossings, the last one only if the series comes down', () => {
    const values = Float64Array.of(-1, 2, 5, 3, -2, 1, 4, -1, 6);
    expect(globalMaxima(values, 0)).toEqual([
      { value: 5, sample: 2 },
      { value: 4, sample: 6 },
    ]);
    expect(globalMaxima(Float64Array.of(-1, 6, -1), 0)).toEqual([{ value: 6, sample: 1 }]);
  });

  it('are above the level, and as many as the up-crossings or one fewer', () => {
    fc.assert(
      fc.property(series, (values) => {
        const peaks = globalMaxima(Float64Array.from(values), 0.5);
        const { count } = upCrossings(samples(values), 0.5);
        expect(count - peaks.length === 0 || count - peaks.length === 1).toBe(true);
        for (const { value, sample } of peaks) expect([value > 0.5, values[sample]]).toEqual([true, value]);
      }),
    );
  });
});

describe('maxima of clusters', () => {
  it('begin again after a longer time without a sample above the threshold', () => {
    const { times, values } = samples([9, 0, 7, 0, 0, 8, 0, 0, 0, 6]);
    const peaks = (gap: number): number[] =>
      clusterMaxima({ times, values }, { threshold: 5, gap }).map(({ value }) => value);
    expect(peaks(1)).toEqual([9, 7, 8, 6]);
    expect(peaks(2)).toEqual([9, 8, 6]);
    expect(peaks(3)).toEqual([9, 6]);
    expect(peaks(4)).toEqual([9]);
  });

  it('have the largest sample among them, if any is above the threshold', () => {
    fc.assert(
      fc.property(series, fc.integer({ min: 0, max: 5 }), (values, gap) => {
        const peaks = clusterMaxima(samples(values), { threshold: 0, gap }).map(({ value }) => value);
        const largest = Math.max(0, ...values);
        expect(Math.max(0, ...peaks)).toBe(largest);
      }),
    );
  });
});
