import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type RangeCurves, rangeStatistics } from './range-statistics.ts';

const of = (...values: number[]): Float64Array => Float64Array.from(values);
const CURVES: RangeCurves = {
  arclengths: of(0, 10, 25, 40),
  min: of(-1, -7, -7, 2),
  max: of(3, 9, 4, 9),
  mean: of(1, 2, 3, 6),
  std: of(0.5, 0.25, 0.75, 0.1),
};

describe('rangeStatistics', () => {
  it('takes extremes along the object at the first arc length that has them', () => {
    expect(rangeStatistics(CURVES, null)).toEqual({
      min: -7,
      zMin: 10,
      max: 9,
      zMax: 10,
      mean: 3,
      std: 0.75,
      zStd: 25,
    });
  });

  it('is null for a curve that does not exist or is not finite', () => {
    const broken = {
      ...CURVES,
      min: of(),
      max: of(1, Number.NaN, 3, 4),
      std: of(1, 1, Number.POSITIVE_INFINITY, 0),
    };
    expect(rangeStatistics(broken, null)).toEqual({
      min: null,
      zMin: null,
      max: null,
      zMax: null,
      mean: 3,
      std: null,
      zStd: null,
    });
  });

  it('exchanges minima and maxima if a factor is negative', () => {
    expect(rangeStatistics(CURVES, { sqrt: false, factor: -2, offset: 1 })).toEqual({
      min: -17,
      zMin: 10,
      max: 15,
      zMax: 10,
      mean: -5,
      std: 1.5,
      zStd: 25,
    });
  });

  it('has extremes of square roots, but neither their mean nor their spread', () => {
    const positive = { ...CURVES, min: of(4, 1, 9, 16) };
    expect(rangeStatistics(positive, { sqrt: true, factor: 10, offset: 0 })).toEqual({
      min: 10,
      zMin: 10,
      max: 30,
      zMax: 10,
      mean: null,
      std: null,
      zStd: null,
    });
  });

  it('never has a minimum above any point of the curve of minima', () => {
    const points = fc.array(fc.tuple(fc.double(), fc.double()), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(points, (both) => {
        const min = Float64Array.from(both, ([value]) => value);
        const arclengths = Float64Array.from(both, ([, place]) => place);
        const found = rangeStatistics({ arclengths, min, max: min, mean: min, std: min }, null);
        const ends = min.every(Number.isFinite) ? [Math.min(...min) + 0, Math.max(...min) + 0] : [null, null];
        expect([found.min, found.max]).toEqual(ends);
      }),
    );
  });
});
