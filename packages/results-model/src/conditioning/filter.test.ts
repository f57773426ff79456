import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { butterworth, type FilterSpec, type Section } from './butterworth.ts';
import { zeroPhase } from './zero-phase.ts';

/** The gain at a frequency, of one pass. */
function gain(sections: readonly Section[], hertz: number, frequency: number): number {
  const angle = (-2 * Math.PI * hertz) / frequency;
  return sections.reduce((product, { b0, b1, b2, a1, a2 }) => {
    const size = (c0: number, c1: number, c2: number): number =>
      Math.hypot(
        c0 + c1 * Math.cos(angle) + c2 * Math.cos(2 * angle),
        c1 * Math.sin(angle) + c2 * Math.sin(2 * angle),
      );
    return (product * size(b0, b1, b2)) / size(1, a1, a2);
  }, 1);
}

const orders = fc.integer({ min: 1, max: 8 });

describe('Butterworth filters', () => {
  it('of every order pass half of the power at the cut-off, and all of it far from there', () => {
    fc.assert(
      fc.property(orders, fc.constantFrom('lowpass' as const, 'highpass' as const), (order, kind) => {
        const sections = butterworth({ kind, cutOff: 2, order }, 20);
        expect(gain(sections, 2, 20)).toBeCloseTo(Math.SQRT1_2, 9);
        expect(gain(sections, kind === 'lowpass' ? 0 : 10, 20)).toBeCloseTo(1, 9);
        expect(gain(sections, kind === 'lowpass' ? 10 : 0, 20)).toBeCloseTo(0, 9);
      }),
    );
  });

  it('of a band pass half of the power at both ends, and all of it between', () => {
    fc.assert(
      fc.property(orders, fc.double({ min: 1.2, max: 8, noNaN: true }), (order, to) => {
        const spec: FilterSpec = { kind: 'bandpass', from: 1, to, order };
        const sections = butterworth(spec, 20);
        expect(gain(sections, 1, 20)).toBeCloseTo(Math.SQRT1_2, 6);
        expect(gain(sections, to, 20)).toBeCloseTo(Math.SQRT1_2, 6);
        expect(gain(sections, 0, 20)).toBeCloseTo(0, 9);
        expect(sections.length).toBe(order);
      }),
    );
  });
});

describe('a filter without phase', () => {
  const lowpass = butterworth({ kind: 'lowpass', cutOff: 0.5, order: 4 }, 20);

  it('leaves a constant as it is', () => {
    const filtered = zeroPhase(new Float64Array(100).fill(7), lowpass);
    expect(Math.max(...(filtered ?? []).map((value) => Math.abs(value - 7)))).toBeLessThan(1e-10);
  });

  it('keeps a slow wave in its place and takes a fast one away', () => {
    const slow = Float64Array.from({ length: 2000 }, (_, i) => Math.sin((2 * Math.PI * 0.05 * i) / 20));
    const both = slow.map((value, i) => value + Math.sin((2 * Math.PI * 5 * i) / 20));
    const filtered = zeroPhase(both, lowpass) ?? new Float64Array(0);
    const worst = Math.max(
      ...filtered.subarray(100, 1900).map((value, i) => Math.abs(value - (slow[i + 100] ?? 0))),
    );
    expect(worst).toBeLessThan(1e-3);
  });

  it('gives the mirrored series for the mirrored one', () => {
    const values = Float64Array.from({ length: 3000 }, (_, i) => Math.sin(i * i));
    const forth = zeroPhase(values, lowpass) ?? new Float64Array(0);
    const back = (zeroPhase(values.toReversed(), lowpass) ?? new Float64Array(0)).toReversed();
    const middle = [...forth.subarray(1450, 1550).entries()].map(([i, value]) =>
      Math.abs(value - (back[i + 1450] ?? 0)),
    );
    expect(Math.max(...middle)).toBeLessThan(1e-6);
  });

  it('does not exist for a series that is not longer than its extension', () => {
    expect(zeroPhase(new Float64Array(15), lowpass)).toBeNull();
  });
});
