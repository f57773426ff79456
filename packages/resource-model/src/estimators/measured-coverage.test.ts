import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holds } from '../../test/holds.ts';
import { normalNoise } from '../../test/seeded-noise.ts';
import { type CoverageState, measuredCoverage } from './measured-coverage.ts';

/** Deviations from an expected 10, in spreads of 2. */
const after = (deviations: readonly number[], state = measuredCoverage.start()): CoverageState =>
  deviations.reduce(
    (seen, d) => measuredCoverage.observe(seen, { needed: 10 + 2 * d, expected: 10, spread: 2 }),
    state,
  );

describe('measured coverage', () => {
  it('promises nothing from fewer than nine attempts, and the largest from nine', () => {
    expect(measuredCoverage.quantile(after([1, 1, 1, 1, 1, 1, 1, 9]))).toBeNull();
    expect(measuredCoverage.quantile(after([1, 1, 1, 1, 9, 1, 1, 1, 2]))).toBe(9);
  });

  it('covers nine tenths of further attempts, whatever their distribution', () => {
    const noise = normalNoise(7);
    for (const draw of [() => Math.exp(0.4 * noise()), () => 1 + Math.abs(noise()) ** 3, () => 1]) {
      let covered = 0;
      let asked = 0;
      let state = measuredCoverage.start();
      for (let i = 0; i < 4000; i += 1) {
        const needed = draw();
        const quantile = measuredCoverage.quantile(state);
        if (quantile !== null) asked += 1;
        if (quantile !== null && needed <= 1 + quantile) covered += 1;
        state = measuredCoverage.observe(state, { needed, expected: 1, spread: 1 });
      }
      expect(covered / asked).toBeGreaterThan(0.89);
    }
  });

  it('covers nine tenths of exchangeable attempts, whatever they are and however sure each prediction was', () => {
    const some = fc.array(fc.tuple(fc.integer({ min: -9, max: 90 }), fc.integer({ min: 1, max: 9 })), {
      minLength: 12,
      maxLength: 60,
    });
    holds(
      fc.property(some, (attempts) => {
        // Each of them may as well have been the last: the next one after all the others.
        const covered = attempts.filter(([deviation, spread], last) => {
          const seen = attempts
            .filter((_, i) => i !== last)
            .reduce(
              (state, [d, s]) =>
                measuredCoverage.observe(state, { needed: 1000 + d * s, expected: 1000, spread: s }),
              measuredCoverage.start(),
            );
          return 1000 + deviation * spread <= 1000 + (measuredCoverage.quantile(seen) ?? 0) * spread + 1e-6;
        });
        expect(covered.length).toBeGreaterThanOrEqual(Math.floor(0.9 * attempts.length));
      }),
    );
  });

  it('follows a change within 200 attempts', () => {
    const state = after(Array.from({ length: 500 }, (_, i) => (i < 300 ? 5 : 1)));
    expect(measuredCoverage.quantile(state)).toBe(1);
  });

  it('merges as if seen one after the other, and survives its JSON', () => {
    const some = fc.array(fc.integer({ min: -5, max: 90 }), { maxLength: 300 });
    holds(
      fc.property(some, some, (a, b) => {
        const merged = measuredCoverage.merge(after(a), after(b));
        expect(merged).toEqual(after(b, after(a)));
        expect(measuredCoverage.parse(JSON.stringify(merged))).toEqual(merged);
      }),
    );
  });

  it('ignores what is not a measurement, and damaged states', () => {
    const state = after([1, 2]);
    expect(measuredCoverage.observe(state, { needed: Number.NaN, expected: 1, spread: 1 })).toBe(state);
    expect(measuredCoverage.observe(state, { needed: 1, expected: 1, spread: 0 })).toBe(state);
    expect(measuredCoverage.parse({ ...state, share: 1 })).toBeNull();
    expect(measuredCoverage.parse({ ...state, deviations: [null] })).toBeNull();
    expect(measuredCoverage.parse({ ...state, version: 1 })).toBeNull();
  });
});
