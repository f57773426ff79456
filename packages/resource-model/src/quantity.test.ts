import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holds } from '../test/holds.ts';
import { bytes, formatBytes, formatDuration, GIB, KIB, MIB, milliseconds } from './quantity.ts';

describe('quantities', () => {
  it('are rounded up to whole bytes and milliseconds', () => {
    expect(bytes(0.1)).toBe(1);
    expect(milliseconds(1500)).toBe(1500);
  });

  it('reject values that are not amounts', () => {
    for (const value of [-1, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 54]) {
      expect(() => bytes(value)).toThrow(RangeError);
      expect(() => milliseconds(value)).toThrow(RangeError);
    }
  });

  it('are written in bytes with three digits and a binary unit', () => {
    const written = [0, 999, 1000, 10 * KIB, 3.16 * GIB, -2 * MIB, 5000 * GIB].map(formatBytes);
    expect(written).toEqual(['0 B', '999 B', '0.98 KiB', '10.0 KiB', '3.16 GiB', '-2.00 MiB', '4.88 TiB']);
  });

  it('are written in the usual units of time', () => {
    const written = [0, 850, 12_345, 59_960, 245_000, 7_620_000].map(formatDuration);
    expect(written).toEqual(['0 ms', '850 ms', '12.3 s', '1 min 00 s', '4 min 05 s', '2 h 07 min']);
  });

  it('are never written with sixty minutes or seconds', () => {
    holds(
      fc.property(fc.integer({ min: 0, max: 1e9 }), (value) => {
        expect(formatDuration(value)).not.toMatch(/\b60(\.0)? (s|min)/);
      }),
    );
  });
});
