import { bytes, GIB, loadRateModel } from '@ballast/resource-model';
import { expect, it } from 'vitest';
import { stepAt } from '../../../test/in-flight.ts';
import { stateOf } from '../../../test/scenario/setting.ts';
import { draft } from '../state/draft.ts';
import { recordModels } from './record-models.ts';
import { teachEarly } from './teach.ts';

it('records what was learned of memory, computing and the storage, if anything was', () => {
  const state = stateOf({ tasks: { a: 2, b: 4 }, memory: 10, cold: true });
  const recorded = (): unknown[] => {
    const step = stepAt(5);
    recordModels(state, step);
    return step.commands;
  };
  expect(recorded()).toEqual([]);
  teachEarly(state, 0, bytes(3 * GIB));
  const compute = { base: expect.any(Number), perGigabyte: expect.any(Number) };
  const memory = { base: expect.any(Number), gamma: expect.any(Number), quantile: null };
  const record = { type: 'models', at: 5, memory, compute, storage: [] };
  expect(recorded()).toEqual([{ type: 'record', record }]);
  const learned = draft(state, 'learned');
  const window = { permits: 4, bytesPerSecond: 2e9, seconds: 3 };
  learned.models = { ...learned.models, loadRate: loadRateModel.observe(learned.models.loadRate, window) };
  expect(recorded()).toEqual([{ type: 'record', record: { ...record, storage: [[4, 2e9]] } }]);
});
