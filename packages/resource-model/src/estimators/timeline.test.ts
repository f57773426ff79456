import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holds } from '../../test/holds.ts';
import { bytesCovered, extrapolateHighWater } from './timeline.ts';

const model = { expected: 300, upper: 500 };
const half = { resident: 250, baseline: 50, bytesRead: 500, size: 1000, model };

describe('extrapolation of a load', () => {
  it('follows the line from the baseline past 15 % of the file, with 4 % on top', () => {
    expect(extrapolateHighWater(half)).toBe(Math.ceil(1.04 * 450));
  });

  it('uses the model before that', () => {
    expect(extrapolateHighWater({ ...half, bytesRead: 100 })).toBe(500);
    expect(extrapolateHighWater({ ...half, bytesRead: 100, resident: 900 })).toBe(900);
  });

  it('uses the measurement after the last byte', () => {
    expect(extrapolateHighWater({ ...half, bytesRead: 1000, resident: 260 })).toBe(Math.ceil(1.04 * 260));
  });

  it('is not below a quarter of the model, but may be far above it', () => {
    expect(extrapolateHighWater({ ...half, resident: 51 })).toBe(75);
    expect(extrapolateHighWater({ ...half, bytesRead: 200, resident: 1900 })).toBe(Math.ceil(1.04 * 9300));
  });

  it('gives the bytes that a reservation covers', () => {
    const load = { full: 450, baseline: 50, size: 1000 };
    expect(bytesCovered({ ...load, reserved: 450 })).toBe(1000);
    expect(bytesCovered({ ...load, reserved: 250 })).toBe(500);
    expect(bytesCovered({ ...load, reserved: 50 })).toBe(0);
    expect(bytesCovered({ ...load, reserved: 20 })).toBe(0);
  });

  it('is never below the current resident set', () => {
    const amount = fc.integer({ min: 0, max: 1e12 });
    const some = fc.record({
      resident: amount,
      baseline: amount,
      bytesRead: amount,
      size: amount,
      model: fc.record({ expected: amount, upper: amount }),
    });
    holds(
      fc.property(some, (progress) => {
        expect(extrapolateHighWater(progress)).toBeGreaterThanOrEqual(progress.resident);
      }),
    );
  });
});
