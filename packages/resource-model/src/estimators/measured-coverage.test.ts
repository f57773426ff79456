import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holds } from '../../test/holds.ts';
import { normalNoise } from '../../test/seeded-noise.ts';
import { type CoverageState, measuredCoverage } from './measured-coverage.ts';

const after = (ratios: readonly number[], state = measuredCoverage.start()): CoverageState =>
  ratios.reduce((seen, needed) => measuredCoverage.observe(seen, { needed, expected: 1 }), state);

describe('measured coverage', () => {
  it('promises nothing from fewer than nine attempts, and the largest from nine', () => {
    expect(measuredCoverage.factor(after([1, 1, 1, 1, 1, 1, 1, 9]))).toBeNull();
    expect(measuredCoverage.factor(after([1, 1, 1, 1, 9, 1, 1, 1, 2]))).toBe(9);
  });

  it('covers nine tenths of further attempts, whatever their distribution', () => {
    const noise = normalNoise(7);
    for (const draw of [() => Math.exp(0.4 * noise()), () => 1 + Math.abs(noise()) ** 3, () => 1]) {
      let covered = 0;
      let asked = 0;
      let state = measuredCoverage.start();
      for (let i = 0; i < 4000; i += 1) {
        const needed = draw();
        const factor = measuredCoverage.factor(state);
        if (factor !== null) asked += 1;
        if (factor !== null && needed <= factor) covered += 1;
        state = measuredCoverage.observe(state, { needed, expected: 1 });
      }
      expect(covered / asked).toBeGreaterThan(0.89);
    }
  });

  it('follows a change within 200 attempts', () => {
    const state = after(Array.from({ length: 500 }, (_, i) => (i < 300 ? 5 : 1)));
    expect(measuredCoverage.factor(state)).toBe(1);
  });

  it('merges as if seen one after the other, and survives its JSON', () => {
    const some = fc.array(fc.double({ min: 0, max: 9, noNaN: true }), { maxLength: 300 });
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
    expect(measuredCoverage.observe(state, { needed: Number.NaN, expected: 1 })).toBe(state);
    expect(measuredCoverage.observe(state, { needed: 1, expected: 0 })).toBe(state);
    expect(measuredCoverage.parse({ ...state, share: 1 })).toBeNull();
    expect(measuredCoverage.parse({ ...state, ratios: [-1] })).toBeNull();
    expect(measuredCoverage.parse({ ...state, version: 2 })).toBeNull();
  });
});
