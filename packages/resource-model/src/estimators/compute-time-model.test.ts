import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { damaged, expectClose } from '../../test/close-to.ts';
import { holds } from '../../test/holds.ts';
import {
  type ComputeTimeObservation,
  type ComputeTimeState,
  computeTimeModel,
} from './compute-time-model.ts';

const GB = 1e9;

function learned(
  seen: readonly ComputeTimeObservation[],
  start: ComputeTimeState = computeTimeModel.start(),
): ComputeTimeState {
  return seen.reduce(computeTimeModel.observe, start);
}

function spread(count: number, time: (size: number) => number): ComputeTimeObservation[] {
  return Array.from({ length: count }, (_, i) => {
    const size = Math.round(1e6 * 4000 ** (i / (count - 1)));
    return { size, computeTime: time(size) };
  });
}

const observations = fc.array(
  fc.record({ size: fc.integer({ min: 0, max: 20 * GB }), computeTime: fc.integer({ min: 0, max: 1e7 }) }),
  { maxLength: 30 },
);

describe('compute-time model', () => {
  it('recovers start-up and rate from files without noise', () => {
    const cases = fc.record({
      base: fc.integer({ min: 20, max: 5000 }),
      perGigabyte: fc.integer({ min: 500, max: 100_000 }),
    });
    holds(
      fc.property(cases, ({ base, perGigabyte }) => {
        const state = learned(spread(80, (z) => base + (perGigabyte * z) / GB));
        const { expected } = computeTimeModel.predict(state, { size: 2 * GB });
        expect(Math.abs(expected / (base + 2 * perGigabyte) - 1)).toBeLessThan(0.03);
      }),
    );
  });

  it('scales upper values with the times seen, whatever the prior', () => {
    for (const unit of [1, 100, 10_000]) {
      const state = learned(spread(20, (z) => unit * (1 + (10 * z) / GB)));
      const { expected, upper } = computeTimeModel.predict(state, { size: GB });
      expect(upper).toBeGreaterThan(expected);
      expect(upper).toBeLessThan(1.5 * expected + 2);
    }
  });

  it('orders expected, upper and scatter whatever it has seen', () => {
    holds(
      fc.property(observations, fc.integer({ min: 0, max: 20 * GB }), (seen, size) => {
        const { expected, upper, withScatter } = computeTimeModel.predict(learned(seen), { size });
        expect(upper).toBeGreaterThanOrEqual(expected);
        expect(withScatter).toBeGreaterThanOrEqual(upper);
      }),
    );
  });

  it('starts from the prior', () => {
    const start = computeTimeModel.start({ base: 200, perGigabyte: 3000 });
    expect(computeTimeModel.predict(start, { size: 2 * GB }).expected).toBe(6200);
  });

  it('uses the logged bytes if they predict the time better', () => {
    const seen = Array.from({ length: 10 }, (_, i) => ({
      size: ((1 + i) * GB) / (1 + (i % 3)),
      logged: (1 + i) * GB,
      computeTime: 1000 * (1 + i),
    }));
    expect(computeTimeModel.predict(learned(seen), { size: GB, logged: GB }).feature).toBe('logged');
  });

  it('merges two histories into the state after one pass over both', () => {
    const forgetting = fc.double({ min: 0.5, max: 1, noNaN: true });
    holds(
      fc.property(observations, observations, forgetting, (a, b, factor) => {
        const start = computeTimeModel.start({ forgetting: factor });
        expectClose(
          computeTimeModel.merge(learned(a, start), learned(b, start)),
          learned([...a, ...b], start),
        );
      }),
    );
  });

  it('survives a round trip through JSON text and rejects damaged states', () => {
    const state = learned(spread(7, (z) => z / 1e6));
    expect(computeTimeModel.parse(JSON.stringify(state))).toEqual(state);
    for (const wrong of damaged(state)) expect(computeTimeModel.parse(wrong)).toBeNull();
    expect(computeTimeModel.parse({ ...state, version: 2 })).toBeNull();
  });
});
