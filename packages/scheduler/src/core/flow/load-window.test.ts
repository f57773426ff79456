import { MIB, milliseconds } from '@ballast/resource-model';
import { describe, expect, it } from 'vitest';
import { InFlight, stepAt } from '../../../test/in-flight.ts';
import { stateOf } from '../../../test/scenario/setting.ts';
import { draft } from '../state/draft.ts';
import type { SchedulerState } from '../state/state.ts';
import { advanceWindow, closeWindow, countLoaded } from './load-window.ts';

/** A window of a second in which this many tasks load. */
function windowWith(loading: number): SchedulerState {
  const inFlight = new InFlight(stateOf({ tasks: { a: 1, b: 1, c: 1 }, memory: 10, loads: 2 }));
  for (let id = 0; id < loading; id += 1) inFlight.loading(id);
  const { state } = inFlight;
  advanceWindow(state, milliseconds(400));
  draft(state, 'clock').eventAt = milliseconds(400);
  countLoaded(state, 100 * MIB);
  advanceWindow(state, milliseconds(1000));
  return state;
}

const samples = (state: SchedulerState): number =>
  state.learned.models.loadRate.cells.filter(({ weight }) => weight > 0).length;

describe('a load window', () => {
  it('sums up bytes and active loads over time, and restarts from zero when it is closed', () => {
    const state = windowWith(2);
    expect(state.limits.window).toEqual({ since: 0, bytes: 100 * MIB, loadTime: 2000 });
    closeWindow(state, stepAt(1000));
    expect(state.limits.window).toEqual({ since: 1000, bytes: 0, loadTime: 0 });
  });

  it('teaches the rate of the storage only if all permits were in use, and no more', () => {
    const [few, all, more] = [1, 2, 3].map(windowWith);
    for (const state of [few, all, more]) if (state !== undefined) closeWindow(state, stepAt(1000));
    expect([few, all, more].map((state) => (state === undefined ? -1 : samples(state)))).toEqual([0, 1, 0]);
  });

  it('stays open until it is long enough', () => {
    const state = windowWith(2);
    closeWindow(state, stepAt(499));
    expect(state.limits.window.since).toBe(0);
  });
});
