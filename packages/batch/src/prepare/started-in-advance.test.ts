import { bytes, MIB } from '@ballast/resource-model';
import { type SchedulerConfig, startModels } from '@ballast/scheduler';
import { describe, expect, it } from 'vitest';
import { startedInAdvance } from './started-in-advance.ts';

const config = (more: Partial<SchedulerConfig> = {}, memory = 1000): SchedulerConfig => ({
  capacity: { memory: bytes(memory * MIB), loadPermits: 8, corePermits: 8, seats: 3 },
  workers: 'auto',
  loads: 'auto',
  policy: { kind: 'adaptive' },
  storage: 'other',
  memoryGrowth: 'while-loading',
  nativeThreads: 1,
  timeout: null,
  killGrace: 1000 as SchedulerConfig['killGrace'],
  models: startModels({ overhead: bytes(90 * MIB), gamma: 2 }),
  seatsPerTask: 0,
  ...more,
});

describe('the number of processes that start while a batch is planned', () => {
  it('is what the first orders need, and never more than the tasks that wait', () => {
    expect([0, 1, 2, 9].map((waiting) => startedInAdvance(config(), waiting))).toEqual([0, 1, 2, 2]);
  });

  it('is never more than the budget has memory for, each with what a worker without a file needs', () => {
    const inMebibytes = [0, 89, 91, 179, 181];
    expect(inMebibytes.map((memory) => startedInAdvance(config({}, memory), 9))).toEqual([0, 0, 1, 1, 2]);
  });

  it('is never more than the user, the cores or the seats allow', () => {
    const { capacity } = config();
    const ones: Partial<SchedulerConfig>[] = [
      { workers: 1 },
      { loads: 1 },
      { policy: { kind: 'fixed', workers: 1 } },
      { seatsPerTask: 2 },
      { capacity: { ...capacity, corePermits: 1 } },
    ];
    expect(ones.map((one) => startedInAdvance(config(one), 9))).toEqual([1, 1, 1, 1, 1]);
  });
});
