import { describe, expect, it } from 'vitest';
import { correlation, linearQuantile } from './run-statistics.ts';

describe('the correlation of two figures', () => {
  it('is 1 for a line, whatever its slope', () => {
    expect(correlation([1, 2, 3], [10, 20, 30])).toBeCloseTo(1, 15);
    expect(correlation([1, 2, 3], [3, 2, 1])).toBeCloseTo(-1, 15);
  });

  it('leaves out pairs without a number', () => {
    expect(correlation([1, Number.NaN, 2, 3], [2, 9, 4, 6])).toBeCloseTo(1, 15);
  });

  it('does not exist for a constant figure, or for one run', () => {
    expect(correlation([1, 2, 3], [0.1, 0.1, 0.1])).toBeNull();
    expect(correlation([1], [2])).toBeNull();
  });
});

describe('a quantile', () => {
  it('is interpolated between two values', () => {
    expect(linearQuantile([1, 2, 4, 8], 0.25)).toBe(1.75);
    expect(linearQuantile([1, 2, 4, 8], 1)).toBe(8);
    expect(linearQuantile([3], 0.75)).toBe(3);
    expect(linearQuantile([], 0.5)).toBeNaN();
  });
});
