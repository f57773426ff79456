import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { damaged, expectClose } from '../../test/close-to.ts';
import { holds } from '../../test/holds.ts';
import { normalNoise } from '../../test/seeded-noise.ts';
import { type HighWaterObservation, type HighWaterState, highWaterModel } from './high-water-model.ts';

const MB = 1e6;
const GB = 1e9;

function learned(
  observations: readonly HighWaterObservation[],
  start: HighWaterState = highWaterModel.start(),
): HighWaterState {
  return observations.reduce(highWaterModel.observe, start);
}

/** Files from 1 MB to 4 GB with equal ratios between neighbours. */
function spread(count: number, needs: (size: number) => number): HighWaterObservation[] {
  return Array.from({ length: count }, (_, i) => {
    const size = Math.round(MB * 4000 ** (i / (count - 1)));
    return { size, highWater: needs(size) };
  });
}

const size = fc.integer({ min: 0, max: 20 * GB });
const observation: fc.Arbitrary<HighWaterObservation> = fc.record({
  size,
  highWater: fc.integer({ min: 0, max: 100 * GB }),
  held: fc.option(fc.integer({ min: 0, max: 20 * GB }), { nil: null }),
  arrays: fc.option(fc.integer({ min: 0, max: GB }), { nil: null }),
});
const observations = fc.array(observation, { maxLength: 30 });

describe('high-water model', () => {
  it('recovers base and factor from files without noise', () => {
    const cases = fc.record({
      base: fc.integer({ min: 20 * MB, max: 400 * MB }),
      factor: fc.double({ min: 0.3, max: 9, noNaN: true }),
    });
    holds(
      fc.property(cases, ({ base, factor }) => {
        const state = learned(spread(200, (z) => base + factor * z));
        expect(highWaterModel.predict(state, { size: 0 }).expected / base).toBeCloseTo(1, 1);
        const large = base + factor * 2 * GB;
        expect(Math.abs(highWaterModel.predict(state, { size: 2 * GB }).expected / large - 1)).toBeLessThan(
          0.02,
        );
      }),
    );
  });

  it('expects no negative memory, an upper value of at least as much, and a spread, whatever it has seen', () => {
    holds(
      fc.property(observations, size, fc.option(size), (seen, z, held) => {
        const { expected, upper, spread: typical } = highWaterModel.predict(learned(seen), { size: z, held });
        expect(expected).toBeGreaterThanOrEqual(0);
        expect(upper).toBeGreaterThanOrEqual(expected);
        expect(typical).toBeGreaterThan(0);
      }),
    );
  });

  it('starts from the prior, with an upper value of more than twice the expected one', () => {
    const { expected, upper } = highWaterModel.predict(highWaterModel.start({ base: 100 * MB, gamma: 2 }), {
      size: GB,
    });
    expect(expected).toBeCloseTo(2.1 * GB, -1);
    expect(upper).toBeGreaterThan(2 * expected);
  });

  it('predicts no low upper value for a large file after four small ones', () => {
    const cases = fc.record({
      small: fc.integer({ min: 2 * MB, max: 200 * MB }),
      base: fc.integer({ min: 20 * MB, max: 300 * MB }),
      gamma: fc.double({ min: 1.5, max: 4, noNaN: true }),
      error: fc.double({ min: -1, max: 2.5, noNaN: true }),
    });
    holds(
      fc.property(cases, ({ small, base, gamma, error }) => {
        const factor = gamma + error;
        const four = [1, 1.1, 1.2, 1.3].map((f) => ({
          size: small * f,
          highWater: base + factor * small * f,
        }));
        const { upper } = highWaterModel.predict(learned(four, highWaterModel.start({ gamma })), {
          size: 4 * GB,
        });
        expect(upper).toBeGreaterThan(base + factor * 4 * GB);
      }),
    );
  });

  it('tolerates one file that needs twice as much', () => {
    const sizes = Array.from({ length: 10 }, (_, i) => (0.1 + i * 0.2) * GB);
    const seen = sizes.map((z, i) => ({ size: z, highWater: 64 * MB + (i === 5 ? 6 : 3) * z }));
    const calm = highWaterModel.predict(learned(seen.filter((_, i) => i !== 5)), { size: GB });
    const odd = highWaterModel.predict(learned(seen), { size: GB });
    expect(odd.expected / calm.expected).toBeLessThan(1.15);
    expect(odd.upper / calm.upper).toBeGreaterThan(1);
    expect(odd.upper / calm.upper).toBeLessThan(1.35);
    const later = highWaterModel.predict(learned([...seen, ...seen.filter((_, i) => i !== 5)]), { size: GB });
    expect(later.upper).toBeLessThan(odd.upper);
  });

  it('covers the line with the upper value', () => {
    const noise = normalNoise(7);
    const needs = (z: number): number => (60 * MB + 1.5 * z) * Math.max(0.1, 1 + 0.15 * noise());
    const state = learned(spread(200, needs));
    const fresh = spread(400, needs);
    const line = fresh.filter((f) => 60 * MB + 1.5 * f.size <= highWaterModel.predict(state, f).upper);
    expect(line.length).toBeGreaterThan(0.95 * fresh.length);
  });

  it('never expects less memory from a larger file', () => {
    holds(
      fc.property(observations, size, size, (seen, a, b) => {
        const state = learned(seen);
        const [small, large] = [Math.min(a, b), Math.max(a, b)];
        expect(highWaterModel.predict(state, { size: large }).expected).toBeGreaterThanOrEqual(
          highWaterModel.predict(state, { size: small }).expected,
        );
      }),
    );
  });

  it('ignores measurements that are not amounts', () => {
    const state = highWaterModel.start();
    expect(highWaterModel.observe(state, { size: Number.NaN, highWater: 1 })).toBe(state);
    expect(highWaterModel.observe(state, { size: 1, highWater: -1 })).toBe(state);
    expect(() => highWaterModel.predict(state, { size: -1 })).toThrow(RangeError);
    expect(() => highWaterModel.start({ forgetting: 0 })).toThrow(RangeError);
  });
});

describe('choice of the facts', () => {
  /** Every third file is streamed. */
  const streamed = (count: number): HighWaterObservation[] =>
    Array.from({ length: count }, (_, i) => {
      const size = (1 + i) * 100 * MB;
      const held = i % 3 === 2 ? 4 * MB : size;
      return { size, held, highWater: 90 * MB + held };
    });

  it('begins with what the header shows, so that a streamed file is never taken for a large one', () => {
    const { expected } = highWaterModel.predict(learned(streamed(4)), { size: 800 * MB, held: 4 * MB });
    expect(Math.abs(expected / (94 * MB) - 1)).toBeLessThan(0.15);
  });

  it('takes the size in place of the header if that clearly fits better, from the fifth file on', () => {
    const wrong = streamed(12).map((seen) => ({ ...seen, highWater: 90 * MB + 2 * seen.size }));
    expect(highWaterModel.basis(learned(wrong.slice(0, 4))).facts).toEqual(['held']);
    expect(highWaterModel.basis(learned(wrong)).facts).toContain('size');
    const { expected } = highWaterModel.predict(learned(wrong), { size: 300 * MB, held: 4 * MB });
    expect(Math.abs(expected / (690 * MB) - 1)).toBeLessThan(0.05);
  });

  it('adds what the worker held before if that explains the rest', () => {
    const used = Array.from({ length: 20 }, (_, i) => {
      const [size, kept] = [(1 + (i % 5)) * 10 * MB, (i % 4) * 40 * MB];
      return { size, kept, highWater: 60 * MB + size + 0.5 * kept };
    });
    const { facts } = highWaterModel.basis(learned(used));
    expect(facts).toContain('kept');
    const { expected } = highWaterModel.predict(learned(used), { size: 30 * MB, kept: 120 * MB });
    expect(Math.abs(expected / (150 * MB) - 1)).toBeLessThan(0.02);
  });

  it('knows a fact that drives the memory from one that does not', () => {
    const cases = fc.record({
      seed: fc.integer({ min: 1, max: 1e6 }),
      driver: fc.constantFrom('size' as const, 'held' as const),
      base: fc.integer({ min: 20 * MB, max: 200 * MB }),
      slope: fc.double({ min: 0.8, max: 5, noNaN: true }),
    });
    holds(
      fc.property(cases, ({ seed, driver, base, slope }) => {
        const noise = normalNoise(seed);
        const some = (): number => 10 * MB + Math.abs(noise()) * 300 * MB;
        const seen = Array.from({ length: 60 }, () => {
          const file = { size: some(), held: some() };
          return { ...file, highWater: (base + slope * file[driver]) * (1 + 0.02 * noise()) };
        });
        const { facts, error } = highWaterModel.basis(
          learned(seen.map((one) => ({ ...one, highWater: Math.max(0, one.highWater) }))),
        );
        expect(facts).toContain(driver);
        expect(error).toBeLessThan(0.5);
      }),
    );
  });
});

describe('killed attempts', () => {
  it('raises the upper value of files of the same or a larger size to the proven memory', () => {
    const bound = fc.record({ size, atLeast: fc.integer({ min: 0, max: 200 * GB }) });
    holds(
      fc.property(fc.array(bound, { maxLength: 60 }), size, (bounds, z) => {
        const state = bounds.reduce(highWaterModel.observeLowerBound, learned(spread(30, (s) => s)));
        const proven = Math.max(0, ...bounds.filter((b) => b.size <= z).map((b) => b.atLeast));
        expect(highWaterModel.predict(state, { size: z }).upper).toBeGreaterThanOrEqual(proven);
        expect(state.killed.length).toBeLessThanOrEqual(32);
      }),
    );
  });

  it('does not affect smaller files and the expected value', () => {
    const before = learned(spread(30, (z) => 2 * z));
    const after = highWaterModel.observeLowerBound(before, { size: GB, atLeast: 50 * GB });
    expect(highWaterModel.predict(after, { size: GB - 1 })).toEqual(
      highWaterModel.predict(before, { size: GB - 1 }),
    );
    const { expected, upper } = highWaterModel.predict(after, { size: GB });
    expect(expected).toBe(highWaterModel.predict(before, { size: GB }).expected);
    expect(upper).toBe(50 * GB);
  });

  it('weighs five completed attempts more than one killed attempt', () => {
    const killed = highWaterModel.observeLowerBound(highWaterModel.start(), {
      size: 10 * MB,
      atLeast: 50 * GB,
    });
    const files = (count: number): HighWaterObservation[] =>
      Array.from({ length: count }, () => ({ size: GB, highWater: 3 * GB }));
    expect(highWaterModel.predict(learned(files(4), killed), { size: GB }).upper).toBe(50 * GB);
    expect(highWaterModel.predict(learned(files(5), killed), { size: GB }).upper).toBeLessThan(5 * GB);
  });
});

describe('histories of the high-water model', () => {
  it('merges two histories into the state after one pass over both', () => {
    const forgetting = fc.double({ min: 0.5, max: 1, noNaN: true });
    holds(
      fc.property(observations, observations, forgetting, (a, b, factor) => {
        const start = highWaterModel.start({ forgetting: factor });
        expectClose(highWaterModel.merge(learned(a, start), learned(b, start)), learned([...a, ...b], start));
      }),
    );
  });

  it('keeps what killed attempts proved in both histories', () => {
    const start = highWaterModel.start();
    const a = highWaterModel.observeLowerBound(start, { size: MB, atLeast: 30 * GB });
    const b = highWaterModel.observeLowerBound(start, { size: GB, atLeast: 60 * GB });
    const merged = highWaterModel.merge(a, b);
    expect(highWaterModel.predict(merged, { size: 2 * MB }).upper).toBe(30 * GB);
    expect(highWaterModel.predict(merged, { size: GB }).upper).toBe(60 * GB);
  });

  it('forgets older observations at the configured rate', () => {
    const old = spread(50, (z) => z);
    const recent = spread(50, (z) => 4 * z);
    const state = learned([...old, ...recent], highWaterModel.start({ forgetting: 0.8 }));
    expect(Math.abs(highWaterModel.predict(state, { size: GB }).expected / (4 * GB) - 1)).toBeLessThan(0.02);
  });

  it('survives a round trip through JSON text', () => {
    holds(
      fc.property(observations, fc.array(size, { maxLength: 5 }), (seen, sizes) => {
        const state = sizes.reduce(
          (s, z) => highWaterModel.observeLowerBound(s, { size: z, atLeast: 2 * z }),
          learned(seen),
        );
        expect(highWaterModel.parse(JSON.stringify(state))).toEqual(state);
      }),
    );
  });

  it('rejects damaged text and other versions', () => {
    const state = highWaterModel.observeLowerBound(learned(spread(5, (z) => z)), { size: 1, atLeast: 2 });
    for (const wrong of damaged(state)) expect(highWaterModel.parse(wrong)).toBeNull();
    expect(highWaterModel.parse({ ...state, version: 1 })).toBeNull();
    expect(highWaterModel.parse(JSON.stringify(state).slice(0, -1))).toBeNull();
    expect(highWaterModel.parse({ ...state, sums: { ...state.sums, yy: 0 } })).toBeNull();
    expect(highWaterModel.parse({ ...state, killed: [{ size: 1 }] })).toBeNull();
    expect(highWaterModel.parse(null)).toBeNull();
  });
});
