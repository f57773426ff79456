import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holds } from '../../test/holds.ts';
import { type AdaptiveSemaphoreState, adaptiveSemaphore } from './adaptive-semaphore.ts';

const total = 1000;

function after(available: readonly number[], max = 8): AdaptiveSemaphoreState {
  return available.reduce(
    (state, value) => adaptiveSemaphore.observe(state, { available: value, total }),
    adaptiveSemaphore.start({ max }),
  );
}

describe('adaptive semaphore', () => {
  it('grants all permits while a quarter of the memory is available', () => {
    expect(after([900, 251, 250]).permits).toBe(8);
  });

  it('decreases at once in proportion to the available memory below that', () => {
    expect(after([125]).permits).toBe(4);
    expect(after([249]).permits).toBe(7);
    expect(after([0]).permits).toBe(1);
  });

  it('increases by one permit after every second reading that allows it', () => {
    expect([1, 2, 3, 4, 5].map((n) => after([125, ...Array<number>(n).fill(900)]).permits)).toEqual([
      4, 5, 5, 6, 6,
    ]);
    expect(after([0, ...Array<number>(50).fill(900)]).permits).toBe(8);
  });

  it('does not change if an increase would leave too little beyond the threshold', () => {
    expect(after([125, ...Array<number>(20).fill(160)]).permits).toBe(4);
    expect(after([125, ...Array<number>(20).fill(190)]).permits).toBe(5);
  });

  it('restarts counting after a reading that does not allow an increase', () => {
    expect(after([125, 900, 125, 900]).permits).toBe(4);
  });

  it('stays between one and the maximum, and never above what the reading allows', () => {
    const readings = fc.array(fc.integer({ min: 0, max: total }), { minLength: 1, maxLength: 60 });
    holds(
      fc.property(readings, fc.integer({ min: 1, max: 40 }), (available, max) => {
        const { permits } = after(available, max);
        const free = (available.at(-1) ?? 0) / total;
        const allowed = free < 0.25 ? Math.max(1, Math.floor((max * free) / 0.25)) : max;
        expect(permits).toBeGreaterThanOrEqual(1);
        expect(permits).toBeLessThanOrEqual(allowed);
      }),
    );
  });

  it('ignores readings that make no sense', () => {
    const state = adaptiveSemaphore.start({ max: 4, eta: 0.5 });
    expect(adaptiveSemaphore.observe(state, { available: Number.NaN, total })).toBe(state);
    expect(adaptiveSemaphore.observe(state, { available: 1, total: 0 })).toBe(state);
    expect(() => adaptiveSemaphore.start({ max: 0 })).toThrow(RangeError);
    expect(() => adaptiveSemaphore.start({ max: 4, eta: 1 })).toThrow(RangeError);
  });
});
