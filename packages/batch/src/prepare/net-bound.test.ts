import { bytes, GIB, MIB, milliseconds } from '@ballast/resource-model';
import { initialState, type SchedulerConfig, startModels, transition } from '@ballast/scheduler';
import { describe, expect, it } from 'vitest';
import { netBound, reservedMemory } from './net-bound.ts';

describe('the hard limit', () => {
  it('is 3 % above the budget', () => {
    expect(netBound(bytes(100 * GIB))).toBe(103 * GIB);
  });

  it('leaves room for page cache above a small budget', () => {
    expect(netBound(bytes(GIB))).toBe(GIB + 128 * MIB);
  });

  it('does not exist without a budget', () => {
    expect([netBound(null), netBound(bytes(0))]).toEqual([null, null]);
  });
});

describe('what the net leaves to the workers', () => {
  it('is the budget, but never less than what was promised to running attempts', () => {
    const capacity = { memory: bytes(8 * GIB), loadPermits: 64, corePermits: 4, seats: 1000 };
    const models = startModels({ overhead: bytes(GIB), gamma: 1 });
    const config: SchedulerConfig = {
      capacity,
      workers: 'auto',
      loads: 'auto',
      policy: { kind: 'adaptive' },
      storage: 'other',
      memoryGrowth: 'after-loading',
      nativeThreads: 1,
      timeout: null,
      killGrace: milliseconds(1),
      models,
      seatsPerTask: 0,
    };
    const [state] = transition(
      initialState(config, { sizes: Float64Array.of(GIB) }),
      { type: 'opened' },
      milliseconds(0),
    );
    expect(reservedMemory(state)).toBe(8 * GIB);
    const less = { ...capacity, memory: bytes(GIB) };
    const [after] = transition(state, { type: 'capacity', capacity: less }, milliseconds(1));
    expect(reservedMemory(after)).toBe(after.tasks.totals.reserved);
    expect(reservedMemory(after)).toBeGreaterThan(4 * GIB);
  });
});
