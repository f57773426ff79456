import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bootstrapInterval } from './bootstrap.ts';
import { geometricMean, median } from './median.ts';
import { randomFrom, shuffled } from './random.ts';
import { verdictOf } from './verdict.ts';

const values = fc.array(fc.double({ min: 0.001, max: 1000, noNaN: true }), { minLength: 1, maxLength: 12 });

const ofMedian = (times: readonly number[], seed = 1): ReturnType<typeof bootstrapInterval> =>
  bootstrapInterval((resample) => median(resample(times)), { seed, resamples: 300 });

describe('the bootstrap interval', () => {
  it('contains its estimate and stays within the values', () => {
    fc.assert(
      fc.property(values, (times) => {
        const { estimate, low, high } = ofMedian(times);
        expect(estimate).toBe(median(times));
        expect(low).toBeGreaterThanOrEqual(Math.min(...times));
        expect(high).toBeLessThanOrEqual(Math.max(...times));
        expect(low).toBeLessThanOrEqual(estimate);
        expect(high).toBeGreaterThanOrEqual(estimate);
      }),
    );
  });

  it('is the same for the same seed, whatever the order of the values', () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 0, max: 1e6 }), (times, seed) => {
        expect(ofMedian(times, seed)).toEqual(ofMedian(times, seed));
      }),
    );
  });

  it('grows with the values', () => {
    fc.assert(
      fc.property(values, (times) => {
        const [plain, doubled] = [ofMedian(times), ofMedian(times.map((time) => 2 * time))];
        expect(doubled).toEqual({
          estimate: 2 * plain.estimate,
          low: 2 * plain.low,
          high: 2 * plain.high,
        });
      }),
    );
  });

  it('reaches from the smallest to the largest of five values', () => {
    const interval = bootstrapInterval((resample) => median(resample([5, 1, 4, 2, 3])), { seed: 7 });
    expect(interval).toEqual({ estimate: 3, low: 1, high: 5 });
  });

  it('contains the true median about as often as stated', () => {
    const random = randomFrom(3);
    let held = 0;
    for (let trial = 0; trial < 400; trial += 1) {
      const { low, high } = ofMedian(
        Array.from({ length: 11 }, () => random()),
        trial,
      );
      if (low <= 0.5 && high >= 0.5) held += 1;
    }
    expect(held).toBeGreaterThanOrEqual(360);
  });

  it('draws from each sample separately', () => {
    const { low, high } = bootstrapInterval(
      (resample) => geometricMean([median(resample([2, 2])), median(resample([8, 8]))]),
      { seed: 1, resamples: 50 },
    );
    expect([low, high].map((bound) => bound.toFixed(9))).toEqual(['4.000000000', '4.000000000']);
  });
});

describe('the median', () => {
  it.each([
    [[3, 1, 2], 2],
    [[4, 1, 2, 3], 2.5],
    [[7], 7],
  ])('of %o is %d', (of, expected) => {
    expect(median(of)).toBe(expected);
  });

  it('of nothing is not a number', () => {
    expect(median([])).toBeNaN();
  });
});

describe('an order that is drawn', () => {
  it('contains every element once and depends on the seed only', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer()), fc.integer(), (elements, seed) => {
        const order = shuffled(elements, randomFrom(seed));
        expect(order.toSorted((a, b) => a - b)).toEqual(elements.toSorted((a, b) => a - b));
        expect(shuffled(elements, randomFrom(seed))).toEqual(order);
      }),
    );
  });

  it('puts each element first about equally often', () => {
    const random = randomFrom(5);
    const first = { a: 0, b: 0, c: 0, d: 0 };
    for (let i = 0; i < 4000; i += 1) {
      const [one = 'a'] = shuffled(['a', 'b', 'c', 'd'] as const, random);
      first[one] += 1;
    }
    for (const count of Object.values(first)) expect(Math.abs(count - 1000)).toBeLessThan(120);
  });
});

describe('a verdict', () => {
  it('exists only if the interval excludes 1 and there are five pairs', () => {
    expect(verdictOf({ estimate: 1.2, low: 1.01, high: 1.4 }, 5)).toBe('slower');
    expect(verdictOf({ estimate: 0.8, low: 0.7, high: 0.99 }, 5)).toBe('faster');
    expect(verdictOf({ estimate: 1.2, low: 0.99, high: 1.4 }, 9)).toBe('no difference shown');
    expect(verdictOf({ estimate: 1.2, low: 1.1, high: 1.4 }, 4)).toBe('too few repeats');
  });
});
