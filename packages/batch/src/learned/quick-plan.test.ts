import { bytes, milliseconds } from '@ballast/resource-model';
import { type SchedulerConfig, startModels } from '@ballast/scheduler';
import { planFor } from '@ballast/simulator';
import { describe, expect, it } from 'vitest';
import { READER_TRAITS } from '../prepare/reader-traits.ts';
import { quickPlan } from './predict-makespan.ts';

const { prior, growth } = READER_TRAITS.openfast;

function conditionsWith(cores: number) {
  const config: SchedulerConfig = {
    capacity: { memory: bytes(16e9), loadPermits: 64, corePermits: cores, seats: Number.MAX_SAFE_INTEGER },
    workers: 'auto',
    loads: 'auto',
    policy: { kind: 'adaptive' },
    storage: 'other',
    memoryGrowth: growth,
    nativeThreads: 1,
    timeout: null,
    killGrace: milliseconds(5000),
    models: startModels(prior),
    seatsPerTask: 0,
  };
  return { config, physicalMemory: 16e9, startSeconds: 0.2 };
}

/** Files from `least` to twice that size. */
function filesOf(count: number, least: number) {
  const sizes = Float64Array.from({ length: count }, (_, i) => least * (1 + i / count));
  return { sizes, footprints: sizes };
}

describe('a plan that a batch waits for', () => {
  it('simulates few files of a brief batch, and many of a long one', () => {
    const quick = (count: number, least: number, cores: number): number =>
      quickPlan(filesOf(count, least), { ...conditionsWith(cores), isOwnTask: false }).simulated;
    expect(quick(300, 1e6, 2)).toBe(40);
    expect(quick(300, 1e6, 16)).toBe(64);
    expect(quick(30, 1e6, 2)).toBe(30);
    expect(quick(400, 1e9, 2)).toBe(200);
    expect(quick(5000, 500, 2)).toBe(40);
  });

  it.each([2, 8, 64])('comes to about the same as one of all files on %i cores', (cores) => {
    const files = filesOf(300, 1e6);
    const all = planFor(files, conditionsWith(cores)).makespan.expected;
    const few = quickPlan(files, { ...conditionsWith(cores), isOwnTask: false }).makespan.expected;
    expect(few / all).toBeGreaterThan(0.8);
    expect(few / all).toBeLessThan(1.25);
  });
});
