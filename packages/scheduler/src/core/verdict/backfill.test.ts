import { computeTimeModel, GIB } from '@ballast/resource-model';
import { describe, expect, it } from 'vitest';
import { InFlight, reserve } from '../../../test/in-flight.ts';
import { stateOf } from '../../../test/scenario/setting.ts';
import { draft } from '../state/draft.ts';
import type { SchedulerState } from '../state/state.ts';
import { ownLoadTime, shadowOf } from './backfill.ts';

/** Computing takes a second for each GiB. */
function timed(): SchedulerState {
  const state = stateOf({ tasks: { a: 4, b: 2, c: 3 }, memory: 10 });
  const learned = draft(state, 'learned');
  let { compute } = learned.models;
  for (let i = 0; i < 200; i += 1) {
    const size = 1 + (i % 8);
    compute = computeTimeModel.observe(compute, { size: size * GIB, computeTime: 1000 * size });
  }
  learned.models = { ...learned.models, compute };
  return state;
}

describe('the shadow of a task that waits', () => {
  it('ends with the first predicted end that leaves it enough memory', () => {
    const { state } = new InFlight(timed())
      .computing(0, { reservation: reserve(4) })
      .computing(1, { reservation: reserve(5) });
    const soon = shadowOf(state, 6 * GIB);
    expect(soon.after / 1000).toBeCloseTo(2, 1);
    expect(soon.extra / GIB).toBeCloseTo(0.1, 5);
    expect(shadowOf(state, 7 * GIB).after / 1000).toBeCloseTo(4, 1);
  });

  it('does not count on tasks at the gate, which do not end by themselves', () => {
    const { state } = new InFlight(timed()).loaded(1, { reservation: reserve(8) });
    expect(shadowOf(state, 5 * GIB)).toEqual({ after: 0, extra: 0 });
  });
});

it('the time of a load is known from the first load on, in proportion to its bytes', () => {
  const state = stateOf({ tasks: { a: 4 }, memory: 10 });
  expect(ownLoadTime(state, 0)).toBeNull();
  draft(state, 'learned').recentLoads = { bytes: 2 * GIB, time: 30 };
  expect(ownLoadTime(state, 0)).toBe(60);
});
