import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holds } from '../../test/holds.ts';
import { bestMakespan, makespan } from '../../test/small-schedule-model.ts';
import { type LowerBoundName, lowerBounds } from './lower-bounds.ts';
import type { Machine, TaskNeeds } from './task-columns.ts';

const MACHINE: Machine = { cores: 2, memory: 100, seats: 8, storage: { rateAt1: 100, maxRate: 200 } };
const TASK: TaskNeeds = { bytes: 0, computeSeconds: 1, memory: 0, seats: 0 };

function seconds(name: LowerBoundName, tasks: readonly TaskNeeds[], machine: Machine = MACHINE): number {
  const found = lowerBounds(tasks, machine).bounds.find((bound) => bound.name === name);
  return found?.seconds ?? Number.NaN;
}

const task: fc.Arbitrary<TaskNeeds> = fc.record({
  bytes: fc.constantFrom(0, 100, 300, 1000),
  loadLatency: fc.constantFrom(0, 0, 1),
  computeSeconds: fc.constantFrom(0, 1, 2, 3, 5, 9),
  memory: fc.constantFrom(0, 10, 25, 33, 34, 50, 51, 60, 67, 100, 120),
  seats: fc.constantFrom(0, 1, 1, 2),
});
const machine: fc.Arbitrary<Machine> = fc.record({
  cores: fc.integer({ min: 1, max: 3 }),
  memory: fc.constant(100),
  seats: fc.constantFrom(1, 2, 3, Number.POSITIVE_INFINITY),
  storage: fc.record({ rateAt1: fc.constantFrom(100, 200), maxRate: fc.constantFrom(50, 100, 300) }),
});

function expectBelow(tasks: readonly TaskNeeds[], on: Machine, reached: number): void {
  for (const { name, seconds: bound } of lowerBounds(tasks, on).bounds) {
    expect(bound, name).toBeLessThanOrEqual(reached + 1e-6);
  }
}

describe('valid lower bounds', () => {
  it('never exceed the best of all schedules of a few tasks', () => {
    holds(
      fc.property(fc.array(task, { minLength: 1, maxLength: 4 }), machine, (tasks, on) => {
        expectBelow(tasks, on, bestMakespan(tasks, on));
      }),
      { numRuns: 150 },
    );
  });

  it('never exceed the best of all schedules of tasks that fill the memory', () => {
    const filling = fc.record({
      bytes: fc.constant(0),
      computeSeconds: fc.constantFrom(1, 2, 3, 9),
      memory: fc.oneof(
        fc.constantFrom(20, 25, 33, 34, 40, 50, 51, 60, 66, 67, 75),
        fc.integer({ min: 1, max: 100 }),
      ),
      seats: fc.constant(0),
    });
    const many = { ...MACHINE, cores: 5 };
    holds(
      fc.property(fc.array(filling, { minLength: 2, maxLength: 5 }), (tasks) => {
        expectBelow(tasks, many, bestMakespan(tasks, many));
      }),
      { numRuns: 400 },
    );
  });

  it('never exceed any schedule of somewhat more tasks', () => {
    const some = fc.array(task, { minLength: 5, maxLength: 9 });
    const order = some.chain((tasks) => {
      const all = tasks.map((_, i) => i);
      const shuffled = fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length });
      const concurrentLoads = fc.integer({ min: 1, max: all.length });
      const decisions = fc.record({ loads: shuffled, computing: shuffled, concurrentLoads });
      return fc.tuple(fc.constant(tasks), decisions);
    });
    holds(
      fc.property(order, machine, ([tasks, decisions], on) => {
        expectBelow(tasks, on, makespan(tasks, on, decisions));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('sharp lower bounds', () => {
  it('count latency, load and computing of the longest task as the critical task', () => {
    const tasks = [{ ...TASK, bytes: 300, loadLatency: 0.5, computeSeconds: 4 }, TASK];
    expect(seconds('critical-task', tasks)).toBeCloseTo(0.5 + 3 + 4);
    expect(lowerBounds(tasks, MACHINE).largest).toEqual({
      name: 'critical-task',
      resource: 'task',
      seconds: 7.5,
    });
  });

  it('add the tail of computing to the time the storage needs', () => {
    const tasks = Array.from({ length: 4 }, () => ({ ...TASK, bytes: 1000, computeSeconds: 1 }));
    expect(seconds('storage-with-tails', tasks)).toBeCloseTo(4000 / 200 + 1);
    expect(lowerBounds(tasks, MACHINE).largest.resource).toBe('storage');
  });

  it('count the loads before which the cores cannot start', () => {
    const tasks = Array.from({ length: 4 }, () => ({ ...TASK, bytes: 100, computeSeconds: 10 }));
    expect(seconds('core-time', tasks)).toBeCloseTo((40 + 1 + 1) / 2);
    expect(bestMakespan(tasks, MACHINE)).toBeCloseTo(21);
    expect(lowerBounds(tasks, MACHINE).largest).toMatchObject({ name: 'core-time', resource: 'cores' });
  });

  it('account for first loads sharing the bandwidth', () => {
    const tasks = Array.from({ length: 4 }, () => ({ ...TASK, bytes: 400, computeSeconds: 10 }));
    const shared = { ...MACHINE, storage: { rateAt1: 100, maxRate: 100 } };
    expect(seconds('core-time', tasks, shared)).toBeCloseTo((40 + 4 + 8) / 2);
  });

  it('let three equal tasks share two cores in turns', () => {
    const tasks = Array.from({ length: 3 }, () => ({ ...TASK, computeSeconds: 10, bytes: 100 }));
    expect(lowerBounds(tasks, MACHINE).largest).toMatchObject({ name: 'core-time', seconds: 16 });
  });

  it('divide memory times computing time by the memory', () => {
    const tasks = Array.from({ length: 8 }, () => ({ ...TASK, memory: 25, computeSeconds: 3 }));
    expect(seconds('memory-time', tasks, { ...MACHINE, cores: 8 })).toBeCloseTo(6);
  });

  it('find by dual feasible functions that tasks slightly larger than half the memory cannot share it', () => {
    const tasks = Array.from({ length: 6 }, () => ({ ...TASK, memory: 51, computeSeconds: 3 }));
    const many = { ...MACHINE, cores: 8 };
    expect(seconds('memory-dual-feasible', tasks, many)).toBeCloseTo(18);
    expect(seconds('memory-time', tasks, many)).toBeCloseTo(9.18);
    const mixed = [
      { ...TASK, memory: 66 },
      { ...TASK, memory: 66 },
      { ...TASK, memory: 35 },
    ];
    expect(seconds('memory-dual-feasible', mixed, many)).toBeGreaterThanOrEqual(2);
  });

  it('find by pigeonhole that two of three tasks slightly larger than a third follow one another', () => {
    const tasks = Array.from({ length: 3 }, () => ({ ...TASK, memory: 34, computeSeconds: 5 }));
    const many = { ...MACHINE, cores: 8 };
    expect(seconds('memory-pigeonhole', tasks, many)).toBeCloseTo(10);
    expect(lowerBounds(tasks, many).largest.resource).toBe('memory');
  });

  it('let a task larger than the memory run alone', () => {
    const tasks = [
      { ...TASK, memory: 500, computeSeconds: 5 },
      { ...TASK, memory: 10, computeSeconds: 2 },
    ];
    expect(lowerBounds(tasks, MACHINE).largest.seconds).toBeLessThanOrEqual(bestMakespan(tasks, MACHINE));
    expect(bestMakespan(tasks, MACHINE)).toBeCloseTo(7);
  });

  it('hold seats while loading and computing', () => {
    const tasks = Array.from({ length: 4 }, () => ({ ...TASK, bytes: 100, computeSeconds: 1, seats: 1 }));
    const one = { ...MACHINE, seats: 1 };
    expect(seconds('seat-time', tasks, one)).toBeCloseTo(8);
    expect(lowerBounds(tasks, one).largest.resource).toBe('seats');
    expect(seconds('seat-pigeonhole', tasks.slice(0, 3), { ...MACHINE, seats: 2 })).toBeCloseTo(4);
  });
});

describe('lower bounds at the edges', () => {
  it('are zero for no tasks', () => {
    const { bounds, largest } = lowerBounds([], MACHINE);
    expect(bounds.map((bound) => bound.seconds)).toEqual(bounds.map(() => 0));
    expect(largest.seconds).toBe(0);
  });

  it('require no seats if no licence limits the batch', () => {
    const free = { ...MACHINE, seats: Number.POSITIVE_INFINITY };
    expect(seconds('seat-time', [{ ...TASK, seats: 1 }], free)).toBe(0);
    expect(seconds('seat-pigeonhole', [{ ...TASK, seats: 1 }], free)).toBe(0);
  });

  it('reject impossible amounts', () => {
    expect(() => lowerBounds([{ ...TASK, bytes: -1 }], MACHINE)).toThrow(RangeError);
    expect(() => lowerBounds([{ ...TASK, computeSeconds: Number.NaN }], MACHINE)).toThrow(RangeError);
    expect(() => lowerBounds([TASK], { ...MACHINE, cores: 0 })).toThrow(RangeError);
    expect(() => lowerBounds([TASK], { ...MACHINE, memory: 0 })).toThrow(RangeError);
  });

  it('do not depend on the order of the tasks', () => {
    holds(
      fc.property(fc.array(task, { maxLength: 12 }), machine, (tasks, on) => {
        const one = lowerBounds(tasks, on).bounds;
        const other = lowerBounds([...tasks].reverse(), on).bounds;
        one.forEach((bound, i) => {
          expect(other[i]?.seconds).toBeCloseTo(bound.seconds, 9);
        });
      }),
    );
  });
});
