import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editDistance, nearestName } from './edit-distance.ts';

describe('the edit distance', () => {
  it('counts insertions, deletions and replacements', () => {
    expect(editDistance('kitten', 'sitting')).toBe(3);
    expect(editDistance('', 'abc')).toBe(3);
    expect(editDistance('abc', '')).toBe(3);
  });

  it('is symmetric, zero for equal texts and at most the longer length', () => {
    const text = fc.string({ maxLength: 12 });
    fc.assert(
      fc.property(text, text, (a, b) => {
        const distance = editDistance(a, b);
        expect(distance).toBe(editDistance(b, a));
        expect(distance === 0).toBe(a === b);
        expect(distance).toBeLessThanOrEqual(Math.max(a.length, b.length));
      }),
    );
  });
});

describe('the nearest name', () => {
  it('ignores case and prefers the least distance', () => {
    expect(nearestName('twrbsmxt', ['TwrBsMyt', 'TwrBsMxt', 'RootMxc1'])).toBe('TwrBsMxt');
  });

  it('is none if no name is near or the wanted name is a long text', () => {
    expect(nearestName('GenPwr', ['Azimuth', 'YawBrTAxp'])).toBeNull();
    expect(nearestName('x'.repeat(65), ['x'.repeat(65)])).toBeNull();
  });
});
