import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { damaged, expectClose } from '../../test/close-to.ts';
import { holds } from '../../test/holds.ts';
import { normalNoise } from '../../test/seeded-noise.ts';
import { type ScalabilityObservation, type ScalabilityState, scalabilityModel } from './scalability-model.ts';

function learned(
  seen: readonly ScalabilityObservation[],
  start: ScalabilityState = scalabilityModel.start(),
): ScalabilityState {
  return seen.reduce(scalabilityModel.observe, start);
}

function measured(at: readonly number[], rate: (n: number) => number): ScalabilityObservation[] {
  return at.map((computing) => ({ computing, rate: rate(computing) }));
}

const counts = [1, 2, 4, 8, 12, 16, 24, 32];
const law =
  (c0: number, c1: number, c2: number) =>
  (n: number): number =>
    n / (c0 + c1 * (n - 1) + c2 * n * (n - 1));

describe('scalability model', () => {
  it('recovers the law that the measurements follow', () => {
    const coefficient = fc.double({ min: 0.001, max: 0.2, noNaN: true });
    holds(
      fc.property(fc.double({ min: 0.01, max: 100, noNaN: true }), coefficient, coefficient, (c0, a, b) => {
        const found = scalabilityModel.law(learned(measured(counts, law(c0, a * c0, b * c0))));
        expect((found?.c0 ?? 0) / c0).toBeCloseTo(1, 4);
        expect((found?.c1 ?? 0) / c0).toBeCloseTo(a, 4);
        expect((found?.c2 ?? 0) / c0).toBeCloseTo(b, 4);
      }),
    );
  });

  it('never has a negative coefficient, and has a finite throughput', () => {
    const any = fc.record({
      computing: fc.integer({ min: 1, max: 128 }),
      rate: fc.double({ min: 0.001, max: 1000, noNaN: true }),
    });
    holds(
      fc.property(
        fc.array(any, { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 1, max: 256 }),
        (seen, n) => {
          const state = learned(seen);
          const found = scalabilityModel.law(state);
          expect(Math.min(found?.c0 ?? -1, found?.c1 ?? -1, found?.c2 ?? -1)).toBeGreaterThanOrEqual(0);
          expect(scalabilityModel.throughput(state, n)).toBeGreaterThan(0);
        },
      ),
    );
  });

  it('assumes perfect scaling until it has seen contention', () => {
    expect(scalabilityModel.throughput(scalabilityModel.start(), 4)).toBeNull();
    expect(scalabilityModel.bestCores(scalabilityModel.start(), 12)).toBe(12);
    const one = learned(measured([8, 8, 8], () => 4));
    expect(scalabilityModel.throughput(one, 16)).toBeCloseTo(8);
    expect(scalabilityModel.bestCores(one, 16)).toBe(16);
  });

  it('finds that few cores suffice if memory bandwidth binds', () => {
    const noise = normalNoise(3);
    const seen = measured(
      [1, 2, 4, 8, 12, 16, 20, 24, 32],
      (n) => law(1, 0.004, 0.0028)(n) * (1 + 0.02 * noise()),
    );
    const best = scalabilityModel.bestCores(learned(seen), 64);
    expect(best).toBeGreaterThanOrEqual(13);
    expect(best).toBeLessThanOrEqual(22);
    const roofline = learned(
      measured(
        Array.from({ length: 64 }, (_, i) => i + 1),
        (n) => Math.min(n, 16),
      ),
    );
    expect(scalabilityModel.bestCores(roofline, 64)).toBeLessThan(32);
  });

  it('never recommends more cores than there are', () => {
    expect(scalabilityModel.bestCores(learned(measured(counts, (n) => n)), 6)).toBe(6);
  });

  it('ignores observations without progress', () => {
    const state = scalabilityModel.start();
    expect(scalabilityModel.observe(state, { computing: 2, rate: 0 })).toBe(state);
    expect(scalabilityModel.observe(state, { computing: 0, rate: 1 })).toBe(state);
  });

  it('merges two histories into the state after one pass over both', () => {
    const start = scalabilityModel.start({ forgetting: 0.9 });
    const [a, b] = [measured([1, 2, 3], law(1, 0.1, 0)), measured([4, 9], law(2, 0, 0.1))];
    expectClose(scalabilityModel.merge(learned(a, start), learned(b, start)), learned([...a, ...b], start));
  });

  it('survives a round trip through JSON text and rejects damaged states', () => {
    const state = learned(measured(counts, law(1, 0.1, 0.01)));
    expect(scalabilityModel.parse(JSON.stringify(state))).toEqual(state);
    for (const wrong of damaged(state)) expect(scalabilityModel.parse(wrong)).toBeNull();
    expect(scalabilityModel.parse({ ...state, version: 2 })).toBeNull();
  });
});
