import { bytes, computeTimeModel, GIB, milliseconds } from '@ballast/resource-model';
import { expect, it } from 'vitest';
import { InFlight, task } from '../../../test/in-flight.ts';
import { stateOf } from '../../../test/scenario/setting.ts';
import { learn } from './learn.ts';
import { observeResident } from './watch.ts';

const measures = {
  highWater: bytes(2 * GIB),
  loadTime: milliseconds(10),
  computeTime: milliseconds(500),
  coreWait: milliseconds(200),
  bytesRead: bytes(GIB),
};

it('a completed attempt teaches its own computing time, without the time it had no core', () => {
  const { state } = new InFlight(stateOf({ tasks: { a: 1 }, memory: 10 })).computing(0);
  learn(state, 0, { task: task(state, 0), measures });
  const { compute } = state.learned.models;
  const own = computeTimeModel.observe(computeTimeModel.start(), { size: GIB, computeTime: 300 });
  expect(compute).toEqual(own);
});

it('earlier loads count less than recent ones', () => {
  const { state } = new InFlight(stateOf({ tasks: { a: 1 }, memory: 10 })).computing(0);
  learn(state, 0, { task: task(state, 0), measures });
  learn(state, 0, { task: task(state, 0), measures: { ...measures, loadTime: milliseconds(20) } });
  expect(state.learned.recentLoads).toEqual({ bytes: 1.9 * GIB, time: 29 });
});

it('the high-water mark of an attempt is the largest that its worker reported or that was sampled from outside', () => {
  const { state } = new InFlight(stateOf({ tasks: { a: 1 }, memory: 10, cold: true })).computing(0);
  const other = stateOf({ tasks: { a: 1 }, memory: 10, cold: true });
  observeResident(state, 0, bytes(3 * GIB));
  learn(state, 0, { task: task(state, 0), measures });
  learn(other, 0, { task: task(state, 0), measures: { ...measures, highWater: bytes(3 * GIB) } });
  expect(state.learned.models.memory).toEqual(other.learned.models.memory);
});
