import { bytes, MIB, milliseconds } from '@ballast/resource-model';
import { initialState, type Order, type SchedulerState, startModels } from '@ballast/scheduler';
import { describe, expect, it } from 'vitest';
import { Control } from './control.ts';

function state(): SchedulerState {
  return initialState(
    {
      capacity: { memory: bytes(1024 * MIB), loadPermits: 64, corePermits: 2, seats: 1 },
      workers: 'auto',
      loads: 'auto',
      policy: { kind: 'adaptive' },
      storage: 'other',
      memoryGrowth: 'while-loading',
      nativeThreads: 1,
      timeout: null,
      killGrace: milliseconds(1000),
      models: startModels({ overhead: bytes(MIB), gamma: 1 }),
      seatsPerTask: 0,
    },
    { sizes: new Float64Array(4).fill(MIB) },
  );
}

/** The calls that an engine receives, in order. */
function engine(orders: string[], current: SchedulerState = state()) {
  return {
    state: () => current,
    drain: (cause: string) => void orders.push(`drain: ${cause}`),
    cancel: (cause: string) => void orders.push(`cancel: ${cause}`),
    order: ({ what, cause }: Order) => void orders.push(`${what}: ${cause}`),
  };
}

describe('the control of a batch', () => {
  it('passes on orders in sequence, those from before the start first', () => {
    const orders: string[] = [];
    const control = new Control();
    control.drain('early');
    control.cancel('also early');
    control.start(engine(orders), String);
    control.cancel('late');
    expect(orders).toEqual(['drain: early', 'cancel: also early', 'cancel: late']);
  });

  it('passes nothing on after the end, not even to an engine that starts later', () => {
    const orders: string[] = [];
    const control = new Control();
    control.start(engine(orders), String);
    control.end();
    control.cancel('too late');
    const other = new Control();
    other.end();
    other.drain('too late');
    other.start(engine(orders), String);
    expect(orders).toEqual([]);
  });

  it('has progress from the start on, and keeps the last progress after the end', () => {
    const control = new Control();
    expect(control.progress()).toBeNull();
    const current = state();
    control.start(engine([], current), String);
    expect(control.isRunning).toBe(true);
    expect(control.progress()).toMatchObject({ files: 4, settled: 0, share: 0 });
    control.end();
    expect(control.isRunning).toBe(false);
    expect(control.progress()).toMatchObject({ files: 4, settled: 0 });
  });

  it('has no progress if nothing ever ran', () => {
    const control = new Control();
    control.end();
    expect(control.progress()).toBeNull();
  });
});
