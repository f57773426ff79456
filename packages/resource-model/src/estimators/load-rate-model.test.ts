import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { damaged, expectClose } from '../../test/close-to.ts';
import { holds } from '../../test/holds.ts';
import { type LoadRateState, type LoadRateWindow, loadRateModel } from './load-rate-model.ts';

function learned(
  windows: readonly LoadRateWindow[],
  start: LoadRateState = loadRateModel.start(),
): LoadRateState {
  return windows.reduce(loadRateModel.observe, start);
}

const windows = fc.array(
  fc.record({
    permits: fc.integer({ min: 1, max: 80 }),
    bytesPerSecond: fc.integer({ min: 0, max: 1e10 }),
    seconds: fc.double({ min: 0.25, max: 60, noNaN: true }),
  }),
  { maxLength: 30 },
);

const nas = [1, 2, 3, 4, 6, 8].map((permits, i) => ({
  permits,
  bytesPerSecond: [30, 55, 75, 88, 100, 92][i] ?? 0,
  seconds: 5,
}));

describe('load-rate model', () => {
  it('has no rate before the first window', () => {
    expect(loadRateModel.rateAt(loadRateModel.start(), 4)).toBeNull();
    expect(loadRateModel.bestPermits(loadRateModel.start())).toBeNull();
  });

  it('returns the mean of a cell, and values between its neighbours elsewhere', () => {
    const state = learned(nas);
    expect(loadRateModel.rateAt(state, 6)).toBeCloseTo(100);
    const between = loadRateModel.rateAt(state, 5) ?? 0;
    expect(between).toBeGreaterThan(88);
    expect(between).toBeLessThan(100);
    expect(loadRateModel.rateAt(state, 64)).toBeCloseTo(92);
  });

  it('decreases in proportion below the fewest permits seen', () => {
    expect(loadRateModel.rateAt(learned(nas.slice(3)), 1)).toBeCloseTo(22);
  });

  it('finds the fewest permits that are as good as the best', () => {
    expect(loadRateModel.bestPermits(learned(nas))).toBe(6);
    const flat = [2, 4, 8].map((permits) => ({ permits, bytesPerSecond: 100 - permits / 10, seconds: 2 }));
    expect(loadRateModel.bestPermits(learned(flat))).toBe(2);
    expect(loadRateModel.bestPermits(learned([{ permits: 4, bytesPerSecond: 9, seconds: 0.6 }]))).toBeNull();
  });

  it('follows a storage that has become slower', () => {
    const before = Array.from({ length: 20 }, () => ({ permits: 4, bytesPerSecond: 100, seconds: 10 }));
    const after = before.map((w) => ({ ...w, bytesPerSecond: 50 }));
    const state = learned([...before, ...after], loadRateModel.start({ halfLife: 30 }));
    expect(loadRateModel.rateAt(state, 4)).toBeLessThan(51);
  });

  it('ignores windows that are not measurements', () => {
    const state = loadRateModel.start();
    expect(loadRateModel.observe(state, { permits: 0, bytesPerSecond: 1, seconds: 1 })).toBe(state);
    expect(loadRateModel.observe(state, { permits: 1, bytesPerSecond: Number.NaN, seconds: 1 })).toBe(state);
    expect(loadRateModel.observe(state, { permits: 1, bytesPerSecond: 1, seconds: 0 })).toBe(state);
  });

  it('merges two histories into the state after one pass over both', () => {
    holds(
      fc.property(windows, windows, (a, b) => {
        expectClose(loadRateModel.merge(learned(a), learned(b)), learned([...a, ...b]));
      }),
    );
  });

  it('survives a round trip through JSON text and rejects damaged states', () => {
    const state = learned(nas);
    expect(loadRateModel.parse(JSON.stringify(state))).toEqual(state);
    for (const wrong of damaged(state)) expect(loadRateModel.parse(wrong)).toBeNull();
    expect(loadRateModel.parse({ ...state, cells: state.cells.slice(1) })).toBeNull();
    expect(loadRateModel.parse({ ...state, version: 3 })).toBeNull();
  });

  it('knows the fastest that was ever delivered, whatever came after it', () => {
    holds(
      fc.property(windows, (seen) => {
        const { fastest } = learned(seen);
        for (const { bytesPerSecond, seconds } of seen) {
          if (seconds >= 1) expect(fastest).toBeGreaterThanOrEqual(bytesPerSecond);
        }
        expect(fastest).toBeLessThanOrEqual(Math.max(0, ...seen.map((one) => one.bytesPerSecond)));
      }),
    );
    const burst = loadRateModel.deliver(loadRateModel.start(), { bytesPerSecond: 100, seconds: 0.25 });
    expect(burst.fastest).toBe(25);
  });

  it('takes the largest mean of an earlier version for the fastest', () => {
    const { fastest: _, ...earlier } = learned(nas);
    expect(loadRateModel.parse({ ...earlier, version: 1 })?.fastest).toBeCloseTo(100);
  });

  it('gives other work the best rate that was ever seen, and the order of the others', () => {
    const starved = learned([2, 4].map((permits) => ({ permits, bytesPerSecond: 5 * permits, seconds: 50 })));
    const other = loadRateModel.forOtherWork(
      loadRateModel.deliver(starved, { bytesPerSecond: 200, seconds: 5 }),
    );
    expect(loadRateModel.rateAt(other, 4)).toBeCloseTo(200);
    expect(loadRateModel.rateAt(other, 2)).toBeCloseTo(100);
    expect(loadRateModel.forOtherWork(loadRateModel.start())).toEqual(loadRateModel.start());
  });

  it('soon follows a batch that is faster than those before it', () => {
    const starved = learned([{ permits: 4, bytesPerSecond: 10, seconds: 100 }]);
    const next = learned(
      [{ permits: 4, bytesPerSecond: 100, seconds: 6 }],
      loadRateModel.forNextBatch(starved),
    );
    expect(loadRateModel.rateAt(next, 4)).toBeGreaterThan(65);
    expect(loadRateModel.bestPermits(loadRateModel.forNextBatch(starved))).toBe(4);
  });
});
