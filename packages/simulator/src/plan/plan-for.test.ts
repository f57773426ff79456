import {
  bytes,
  computeTimeModel,
  highWaterModel,
  loadRateModel,
  MIB,
  milliseconds,
} from '@ballast/resource-model';
import { type Models, type SchedulerConfig, startModels } from '@ballast/scheduler';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Prediction, planFor } from './plan-for.ts';

const MB = 1e6;
/** Every file computes for 1 s plus 1 s per 10 MB, and needs 100 MB plus twice its size. */
function learned(): Models {
  const fresh = startModels({ overhead: bytes(100 * MB), gamma: 2 });
  let { memory, compute } = fresh;
  for (let i = 1; i <= 400; i += 1) {
    const size = (i % 40) * MB;
    memory = highWaterModel.observe(memory, { size, highWater: 100 * MB + 2 * size });
    compute = computeTimeModel.observe(compute, { size, computeTime: 1000 + size / 1e4 });
  }
  return { ...fresh, memory, compute };
}

/** Every file computes for this many milliseconds. */
function briefly(computeTime: number): Models {
  const { compute: _, loadTime, ...models } = learned();
  const { compute } = startModels({ overhead: bytes(100 * MB), gamma: 2 });
  const seen = { size: 2000, computeTime };
  return {
    ...models,
    compute: computeTimeModel.observe(compute, seen),
    loadTime: computeTimeModel.observe(loadTime, { size: 2000, computeTime: 1 }),
  };
}

function plan(sizes: readonly number[], change: Partial<SchedulerConfig> = {}): Prediction {
  const config: SchedulerConfig = {
    capacity: { memory: bytes(4000 * MIB), loadPermits: 64, corePermits: 4, seats: Number.MAX_SAFE_INTEGER },
    workers: 'auto',
    loads: 'auto',
    policy: { kind: 'adaptive' },
    storage: 'other',
    memoryGrowth: 'while-loading',
    nativeThreads: 1,
    timeout: null,
    killGrace: milliseconds(5000),
    models: learned(),
    seatsPerTask: 0,
    ...change,
  };
  const all = Float64Array.from(sizes);
  const files = { sizes: all, footprints: all };
  return planFor(files, { config, physicalMemory: 64e9, startSeconds: 0.25 });
}

const forty = Array.from({ length: 40 }, () => 10 * MB);

describe('a plan', () => {
  it('takes as long as the computing divided by the cores if they bind', () => {
    const { makespan, binds, lowerBound, bounds } = plan(forty);
    expect(binds).toBe('cores');
    expect(lowerBound).toBeCloseTo(20.25, 0);
    expect(makespan.expected).toBeGreaterThanOrEqual(lowerBound);
    expect(makespan.expected).toBeLessThan(1.15 * lowerBound);
    expect(makespan.upper).toBeGreaterThanOrEqual(makespan.expected);
    expect(bounds.map(({ resource }) => resource)).not.toContain('storage');
  });

  it('takes longer with fewer workers, which then bind', () => {
    const [one, two, four] = [1, 2, 4].map((workers) => plan(forty, { workers }));
    expect(one).toMatchObject({ binds: 'workers', mostInFlight: 1, workers: 1 });
    expect(one?.makespan.expected).toBeCloseTo(80, -1);
    expect((one?.makespan.expected ?? 0) / (two?.makespan.expected ?? 1)).toBeCloseTo(2, 1);
    expect(four?.makespan.expected).toBeLessThan(two?.makespan.expected ?? 0);
  });

  it('is limited by the seats or the memory if they are scarce', () => {
    const capacity = { loadPermits: 64, corePermits: 4, memory: bytes(4000 * MIB), seats: 2 };
    expect(plan(forty, { capacity, seatsPerTask: 1 })).toMatchObject({ binds: 'seats', mostInFlight: 2 });
    const scarce = { ...capacity, memory: bytes(300 * MB), seats: Number.MAX_SAFE_INTEGER };
    const { binds, highWaterShare, mostInFlight } = plan(forty, { capacity: scarce });
    expect({ binds, mostInFlight }).toEqual({ binds: 'memory', mostInFlight: 2 });
    expect(highWaterShare).toBeLessThanOrEqual(1);
  });

  it('is limited by storage whose rate was learned', () => {
    const models = learned();
    let { loadRate } = models;
    for (const permits of [1, 2, 4, 8, 12]) {
      loadRate = loadRateModel.observe(loadRate, { permits, bytesPerSecond: 5 * MB, seconds: 5 });
    }
    const { binds, makespan } = plan(forty, { models: { ...models, loadRate } });
    expect(binds).toBe('storage');
    expect(makespan.expected).toBeGreaterThan(80);
  });

  it.each([1, 3, 8, 11, 40])('of files that take %i ms is about the same if they share orders', (compute) => {
    const sizes = Array.from({ length: 300 }, () => 2000);
    const models = briefly(compute);
    const alone = plan(sizes, { models });
    const together = plan(sizes, { models, mostTogether: 64 });
    expect(together.makespan.expected).toBeGreaterThanOrEqual(together.lowerBound * (1 - 1e-6));
    expect(together.makespan.expected).toBeLessThan(1.25 * alone.makespan.expected);
    expect(together.makespan.expected).toBeGreaterThan(0.75 * alone.makespan.expected);
  });

  it('ends whatever shares an order with what', () => {
    const files = fc.array(fc.integer({ min: 100, max: 3e6 }), { minLength: 1, maxLength: 60 });
    const compute = fc.integer({ min: 1, max: 60 });
    fc.assert(
      fc.property(files, compute, fc.constantFrom(2, 8, 64), (sizes, milli, mostTogether) => {
        const { makespan, lowerBound } = plan(sizes, { models: briefly(milli), mostTogether });
        expect(makespan.expected).toBeGreaterThanOrEqual(lowerBound * (1 - 1e-6));
      }),
      { numRuns: 60 },
    );
  });

  it('is never faster than its lower bound, whatever was learned of the storage', () => {
    const rate = fc.double({ min: 1e3, max: 1e10, noNaN: true });
    const learnedRates = fc.record({
      windows: fc.array(fc.record({ permits: fc.integer({ min: 1, max: 64 }), rate }), { maxLength: 6 }),
      fastest: rate,
      loadTime: fc.option(fc.integer({ min: 1, max: 5000 })),
      sizes: fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 1, maxLength: 15 }),
      workers: fc.option(fc.integer({ min: 1, max: 6 })),
    });
    fc.assert(
      fc.property(learnedRates, ({ windows, fastest, loadTime, sizes, workers }) => {
        const models = learned();
        let loadRate = loadRateModel.deliver(models.loadRate, { bytesPerSecond: fastest, seconds: 1 });
        for (const { permits, rate: bytesPerSecond } of windows)
          loadRate = loadRateModel.observe(loadRate, { permits, bytesPerSecond, seconds: 5 });
        const seen = { size: 10 * MB, computeTime: loadTime ?? 0 };
        const loads = loadTime === null ? models.loadTime : computeTimeModel.observe(models.loadTime, seen);
        const change = {
          models: { ...models, loadRate, loadTime: loads },
          workers: workers ?? ('auto' as const),
        };
        const { makespan, lowerBound } = plan(
          sizes.map((size) => size * MB),
          change,
        );
        expect(makespan.expected).toBeGreaterThanOrEqual(lowerBound * (1 - 1e-6));
        expect(makespan.upper).toBeGreaterThanOrEqual(makespan.expected);
      }),
      { numRuns: 60 },
    );
  });

  it('does not charge the storage with more than loads took, whatever its rate', () => {
    const models = learned();
    const slow = { permits: 4, bytesPerSecond: 32e3, seconds: 30 };
    const loadRate = loadRateModel.observe(models.loadRate, slow);
    let { loadTime } = models;
    for (let i = 0; i < 20; i += 1)
      loadTime = computeTimeModel.observe(loadTime, { size: i * 1e5, computeTime: 4 });
    const { makespan } = plan([800 * MB], { models: { ...models, loadRate, loadTime } });
    expect(makespan.expected).toBeLessThan(120);
    expect(plan([800 * MB], { models: { ...models, loadRate } }).makespan.expected).toBeGreaterThan(3600);
  });

  it('follows policies that ignore budgets', () => {
    const fixed = plan(forty, { policy: { kind: 'fixed', workers: 8 } });
    expect(fixed.mostInFlight).toBe(8);
    expect(fixed.bounds.map(({ resource }) => resource)).not.toContain('memory');
  });

  it('of more than 5000 files is that of a sample, scaled', () => {
    const many = Array.from({ length: 24_000 }, (_, i) => (i % 40) * MB);
    const { simulated, makespan, lowerBound } = plan(many, {
      capacity: {
        memory: bytes(4e12),
        loadPermits: 64,
        corePermits: 16,
        seats: Number.MAX_SAFE_INTEGER,
      },
    });
    expect(simulated).toBe(1500);
    const seconds = many.reduce((sum, size) => sum + 1 + size / 1e7, 0) / 16;
    expect(lowerBound / seconds).toBeCloseTo(1, 1);
    expect(makespan.expected / seconds).toBeCloseTo(1, 1);
  });

  it('is the same when it is made again', () => {
    expect(plan(forty)).toEqual(plan(forty));
  });
});
