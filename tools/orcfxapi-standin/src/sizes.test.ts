import { describe, expect, it } from 'vitest';
import { parseSize, spreadSizes } from './sizes.ts';

describe('sizes', () => {
  it.each([
    ['4096', 4096],
    ['10KB', 10_000],
    ['1.5 GiB', 1_610_612_736],
    ['3.3gb', 3_300_000_000],
    ['2mib', 2_097_152],
  ])('of %s are %d bytes', (text, bytes) => {
    expect(parseSize(text)).toBe(bytes);
  });

  it.each(['', 'MB', '-1', '1e9', '5 parsecs', '1.2.3'])('are not accepted as %j', (text) => {
    expect(() => parseSize(text)).toThrow(/is not a size/);
  });

  it('of one file are the requested minimum', () => {
    expect(spreadSizes({ files: 1, min: 100, max: 1000, seed: 1 })).toEqual([100]);
  });

  it('are spread evenly by ratio, in an order that the seed decides', () => {
    const sizes = spreadSizes({ files: 4, min: 1000, max: 1_000_000, seed: 3 });
    expect([...sizes].sort((a, b) => a - b)).toEqual([1000, 10_000, 100_000, 1_000_000]);
    expect(spreadSizes({ files: 4, min: 1000, max: 1_000_000, seed: 3 })).toEqual(sizes);
  });
});
