import { bytes } from '@ballast/resource-model';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type SimulationOptions, simulate } from '../src/drive/simulate.ts';
import { boundsOf } from '../src/drive/task-needs.ts';
import { clairvoyant } from '../src/reference/clairvoyant.ts';
import { batch, file, MB, smallMachine } from './small-machine.ts';

const task = fc.record({
  size: fc.integer({ min: 0, max: 400 }),
  compute: fc.integer({ min: 0, max: 30 }),
  growth: fc.integer({ min: 0, max: 300 }),
});

const situation = fc.record({
  tasks: fc.array(task, { minLength: 1, maxLength: 25 }),
  budget: fc.integer({ min: 310, max: 1500 }),
  cores: fc.integer({ min: 1, max: 6 }),
  gamma: fc.constantFrom(0.3, 1, 3),
  growth: fc.constantFrom<SimulationOptions['growth']>('while-loading', 'after-loading'),
  workers: fc.option(fc.integer({ min: 1, max: 10 })),
});

type Situation = typeof situation extends fc.Arbitrary<infer T> ? T : never;

function optionsOf({ tasks, budget, cores, gamma, growth, workers }: Situation): SimulationOptions {
  const machine = smallMachine({
    storage: {
      curve: [
        [1, 10 * MB],
        [3, 25 * MB],
        [8, 18 * MB],
      ],
      latency: 0.1,
    },
    cores: { count: cores },
    memory: { budget: budget * MB, physical: (budget * MB) / 0.9 },
    process: {
      base: 4 * MB,
      startSeconds: 0.15,
      killSeconds: 0.05,
      leftoverShare: 0.02,
      leftoverMost: 3 * MB,
      rampRate: 40 * MB,
    },
  });
  const files = tasks.map(({ size, compute, growth: memory }) => file(size, compute, memory));
  return batch(files, machine, {
    prior: { overhead: bytes(4 * MB), gamma },
    growth,
    policy: workers === null ? { kind: 'adaptive' } : { kind: 'fixed', workers },
  });
}

const ROUNDING = 1e-6;

/** Properties of batches on machines of every kind, tried this many times. */
export function simulatedBatches(runs: number): void {
  it('settles every task, and no sooner than the lower bounds allow', () => {
    fc.assert(
      fc.property(situation, (given) => {
        const options = optionsOf(given);
        const result = simulate(options);
        expect(result.settled).toBe(given.tasks.length);
        expect(result.attempts).toBe(given.tasks.length + result.requeues);
        const { bounds } = boundsOf(options.tasks, options.machine, options.growth);
        const kept = result.highWaterShare <= 1;
        for (const { resource, seconds, name } of bounds) {
          // A policy that takes more memory than the budget may end before the budget would allow.
          if (resource === 'memory' && !kept) continue;
          expect(result.makespan, name).toBeGreaterThanOrEqual(seconds - ROUNDING);
        }
      }),
      { numRuns: runs },
    );
  });

  it('has a clairvoyant schedule that no lower bound contradicts', () => {
    fc.assert(
      fc.property(situation, (given) => {
        const { tasks, machine, growth } = optionsOf(given);
        const seconds = clairvoyant(tasks, machine, { growth, changes: 5 });
        expect(seconds).toBeGreaterThanOrEqual(boundsOf(tasks, machine, growth).seconds - ROUNDING);
      }),
      { numRuns: Math.ceil(runs / 5) },
    );
  });
}
