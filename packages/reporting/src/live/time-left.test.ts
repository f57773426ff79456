import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { timeLeft } from './time-left.ts';

describe('the time that a batch still takes', () => {
  it('is what the rest takes at the pace so far, give or take the error', () => {
    expect(timeLeft({ share: 0.5, elapsed: 60_000, error: 0.2 })).toEqual({ from: 50_000, to: 72_000 });
  });

  it.each([
    [{ share: 0.049, elapsed: 60_000, error: 0 }],
    [{ share: 0.5, elapsed: 2_999, error: 0 }],
    [{ share: 1, elapsed: 60_000, error: 0 }],
  ])('is unknown for %j', (pace) => {
    expect(timeLeft(pace)).toBeNull();
  });

  it('is a range around the expected time, however far the models are off', () => {
    const pace = fc.record({
      share: fc.double({ min: 0.05, max: 0.999, noNaN: true }),
      elapsed: fc.double({ min: 3000, max: 1e9, noNaN: true }),
      error: fc.double({ min: 0, noNaN: true }),
    });
    fc.assert(
      fc.property(pace, (one) => {
        const expected = (one.elapsed * (1 - one.share)) / one.share;
        const { from, to } = timeLeft(one) ?? { from: Number.NaN, to: Number.NaN };
        expect(from).toBeLessThan(expected);
        expect(to).toBeGreaterThan(expected);
        expect(to / from).toBeLessThanOrEqual(16.001);
      }),
    );
  });
});
