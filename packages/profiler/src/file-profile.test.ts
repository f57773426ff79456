import { GIB, MIB } from '@ballast/resource-model';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { profileFiles } from './file-profile.ts';

function repeat(size: number, times: number): number[] {
  return Array.from({ length: times }, () => size);
}

describe('a file-size profile', () => {
  it('is null for no files', () => {
    expect(profileFiles([])).toBeNull();
  });

  it('has count, total, minimum, maximum, quantiles and variation', () => {
    expect(profileFiles([40, 10, 30, 20])).toMatchObject({
      count: 4,
      total: 100,
      min: 10,
      max: 40,
      mean: 25,
      quantiles: { p5: 11.5, p25: 17.5, p50: 25, p75: 32.5, p95: 38.5 },
      variation: Math.sqrt(125) / 25,
    });
  });

  it('counts a size in the class that starts at it', () => {
    const classes = profileFiles([MIB - 1, MIB, 10 * MIB, 5 * GIB])?.classes;
    expect(classes?.map(({ count }) => count)).toEqual([1, 1, 1, 0, 0, 1]);
    expect(classes?.at(-1)).toEqual({ from: 4 * GIB, to: null, count: 1, total: 5 * GIB });
  });

  it('has one histogram bin for each power of two, and one for empty files', () => {
    expect(profileFiles([0, 5, 6, 17])?.histogram).toEqual([
      { from: 0, to: 1, count: 1, total: 0 },
      { from: 1, to: 4, count: 0, total: 0 },
      { from: 4, to: 8, count: 2, total: 11 },
      { from: 8, to: 16, count: 0, total: 0 },
      { from: 16, to: 32, count: 1, total: 17 },
    ]);
  });

  it.each([
    ['small', repeat(20 * MIB, 10)],
    ['medium', repeat(168 * MIB, 10)],
    ['large', repeat(2.4 * GIB, 2)],
    ['bimodal', [...repeat(10 * MIB, 12), ...repeat(3 * GIB, 4)]],
    ['mixed', [1, 4, 16, 64, 256, 1024, 4096].map((size) => size * MIB)],
    ['mixed', [MIB, GIB]],
  ])('calls a batch %s', (label, sizes) => {
    expect(profileFiles(sizes)?.label).toBe(label);
  });

  it('does not call a batch bimodal because of one outlier in twenty files', () => {
    expect(profileFiles([...repeat(10 * MIB, 19), 4 * GIB])?.label).not.toBe('bimodal');
  });

  it('refuses sizes that are negative or not finite', () => {
    for (const size of [-1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => profileFiles([1, size])).toThrow(RangeError);
    }
  });

  it('counts every file and byte in classes and histogram, whatever the order of the sizes', () => {
    const sizes = fc.array(
      fc.maxSafeNat().map((size) => size % 2 ** 45),
      { minLength: 1, maxLength: 50 },
    );
    fc.assert(
      fc.property(sizes, (list) => {
        const profile = profileFiles(list);
        expect(profileFiles([...list].reverse())).toEqual(profile);
        for (const bins of [profile?.classes ?? [], profile?.histogram ?? []]) {
          expect(bins.reduce((sum, bin) => sum + bin.count, 0)).toBe(list.length);
          expect(bins.reduce((sum, bin) => sum + bin.total, 0)).toBe(list.reduce((a, b) => a + b, 0));
        }
      }),
    );
  });
});
