import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evenFrequency } from './even-frequency.ts';

const clock = (count: number, time: (i: number) => number): Float64Array =>
  Float64Array.from({ length: count }, (_, i) => time(i));

describe('the frequency of a clock', () => {
  it('is that of its mean step if none differs from it by more than 1 %', () => {
    expect(evenFrequency(clock(11, (i) => 3 + i / 8))).toBe(8);
    expect(evenFrequency(clock(1001, (i) => i + (i % 2) * 0.005))).toBeCloseTo(1, 5);
  });

  it('does not exist for uneven steps, for one sample, or backwards', () => {
    expect(evenFrequency(clock(11, (i) => i + (i === 5 ? 0.02 : 0)))).toBeNull();
    expect(evenFrequency(clock(11, (i) => (i < 6 ? i : i + 3)))).toBeNull();
    expect(evenFrequency(clock(11, (i) => i ** 2))).toBeNull();
    expect(evenFrequency(Float64Array.of(0, 2, 1, 3))).toBeNull();
    expect([evenFrequency(Float64Array.of(5)), evenFrequency(new Float64Array(0))]).toEqual([null, null]);
  });

  it('is that of the mean step if even times were rounded to coarse ones', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 20, max: 3000 }),
        fc.double({ min: 0.01, max: 2, noNaN: true }),
        fc.double({ min: 0.2, max: 50, noNaN: true }),
        (count, step, ratio) => {
          const grid = step / ratio;
          const times = clock(count, (i) => grid * Math.round((i * step) / grid));
          const found = evenFrequency(times);
          const mean = ((times.at(-1) ?? 0) - (times[0] ?? 0)) / (count - 1);
          const long = Math.round(((step - grid * Math.floor(ratio)) / grid) * (count - 1));
          fc.pre(mean > 0 && Math.min(long, count - 1 - long) > 4);
          expect(found).toBe(1 / mean);
        },
      ),
    );
  });

  it('does not exist for a clock that lost a sample', () => {
    expect(evenFrequency(clock(201, (i) => (i < 77 ? i : i + 1)))).toBeNull();
  });

  it('does not exist for two steps that add up to a drift', () => {
    expect(evenFrequency(clock(201, (i) => (i <= 100 ? i : 100 + 1.1 * (i - 100))))).toBeNull();
  });
});
