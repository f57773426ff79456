import { bytes, MIB, milliseconds } from '@ballast/resource-model';
import { describe, expect, it } from 'vitest';
import { InFlight, task, usage } from '../../../test/in-flight.ts';
import { stateOf } from '../../../test/scenario/setting.ts';
import type { SchedulerState } from '../state/state.ts';
import { onReport, restartWatches, watch } from './watch.ts';

function measured(state: SchedulerState, cpuTime: number, elapsed: number): number {
  const before = usage(1, { cpuTime: milliseconds(1000), bytesRead: bytes(10 * MIB) });
  const now = usage(1, { cpuTime: milliseconds(1000 + cpuTime), bytesRead: bytes(10 * MIB) });
  watch(state, { id: 0, task: task(state, 0), before, usage: now, elapsed: milliseconds(elapsed) });
  return state.measured.watches.get(0)?.idleFor ?? -1;
}

describe('the idle time of an attempt', () => {
  it('adds up while the process does next to nothing, and restarts from zero with work or a report', () => {
    const { state } = new InFlight(stateOf({ tasks: { a: 1 }, memory: 10 })).computing(0);
    const idle = [0, 40, 90, 190, 190].map((cpuTime) => measured(state, cpuTime, 500));
    expect(idle).toEqual([0, 500, 1000, 0, 500]);
    onReport(state, 0);
    expect(measured(state, 190, 500)).toBe(500);
  });

  it('restarts from zero after a time that was not observed, and excludes time while the task is suspended', () => {
    const { state } = new InFlight(stateOf({ tasks: { a: 1 }, memory: 10 })).computing(0);
    expect([measured(state, 0, 0), measured(state, 0, 5000)]).toEqual([0, 5000]);
    restartWatches(state);
    expect(measured(state, 0, 500)).toBe(500);
    new InFlight(state).computing(0, { suspended: true });
    expect(measured(state, 0, 500)).toBe(0);
  });
});

it('an attempt is charged what its process used since the attempt began', () => {
  const { state } = new InFlight(stateOf({ tasks: { a: 1 }, memory: 10 })).computing(0);
  measured(state, 70, 500);
  expect(state.measured.watches.get(0)?.usage).toMatchObject({ cpuTime: 70, bytesRead: 0 });
});
