import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holds } from '../../test/holds.ts';
import { normalNoise } from '../../test/seeded-noise.ts';
import { makespanRange, type PredictedBatch } from './makespan-range.ts';

const ofModels = { modelled: 100, upper: 120, learned: true };
const took = (...seconds: readonly number[]): PredictedBatch[] =>
  seconds.map((each) => ({ modelled: 50, seconds: each }));

describe('the range of a makespan', () => {
  it('is around what the models come to before any batch was predicted, and wider if they are rough', () => {
    const known = makespanRange(ofModels, []);
    const rough = makespanRange({ ...ofModels, learned: false }, []);
    expect(known.median).toBeCloseTo(100, 6);
    expect(rough.median).toBeCloseTo(100, 6);
    expect(known.ninetieth).toBeGreaterThan(130);
    expect(rough.ninetieth).toBeGreaterThan(2 * known.ninetieth);
  });

  it('follows predictions that are too low by the same factor, and becomes narrow', () => {
    const few = makespanRange(ofModels, took(100));
    const many = makespanRange(ofModels, took(100, 101, 99, 100, 100, 98, 102, 100));
    expect(few.median).toBeGreaterThan(130);
    expect(many.median).toBeGreaterThan(180);
    expect(many.median).toBeLessThan(200);
    expect(many.ninetieth / many.median).toBeLessThan(few.ninetieth / few.median);
  });

  it('is wide after batches that were predicted badly in both directions', () => {
    const calm = makespanRange(ofModels, took(50, 50, 50, 50));
    const wild = makespanRange(ofModels, took(25, 100, 30, 90));
    expect(wild.ninetieth).toBeGreaterThan(1.5 * calm.ninetieth);
  });

  it('has its median below its 90 % value, and scales with the unit of time', () => {
    const seconds = fc.double({ min: 1e-3, max: 1e5, noNaN: true });
    const batches = fc.array(fc.record({ modelled: seconds, seconds }), { maxLength: 12 });
    holds(
      fc.property(
        seconds,
        fc.double({ min: 1, max: 5, noNaN: true }),
        batches,
        fc.boolean(),
        (modelled, by, seen, learned) => {
          const range = makespanRange({ modelled, upper: by * modelled, learned }, seen);
          expect(range.median).toBeGreaterThan(0);
          expect(range.ninetieth).toBeGreaterThan(range.median);
          const twice = makespanRange({ modelled: 2 * modelled, upper: 2 * by * modelled, learned }, seen);
          expect(twice.ninetieth / range.ninetieth).toBeCloseTo(2, 6);
        },
      ),
    );
  });

  it('is exceeded by about one in ten batches whose errors are normal, whatever their spread', () => {
    for (const spread of [0.05, 0.3, 0.6]) {
      const noise = normalNoise(7);
      let above = 0;
      let all = 0;
      for (let history = 0; history < 300; history += 1) {
        const seen: PredictedBatch[] = [];
        for (let batch = 0; batch < 9; batch += 1) {
          const seconds = 50 * Math.exp(spread * noise());
          if (batch >= 3) {
            all += 1;
            above += seconds > makespanRange({ ...ofModels, modelled: 50 }, seen).ninetieth ? 1 : 0;
          }
          seen.push({ modelled: 50, seconds });
        }
      }
      expect(above / all, `spread ${spread}`).toBeLessThan(0.16);
    }
  });
});
