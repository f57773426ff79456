import { bytes, GIB } from '@ballast/resource-model';
import { expect, it } from 'vitest';
import { stepAt } from '../../../test/in-flight.ts';
import { stateOf } from '../../../test/scenario/setting.ts';
import { recordMemoryModel } from './record-model.ts';
import { teachEarly } from './teach.ts';

it('records what memory is predicted from when something was learned that changes it, and at the end', () => {
  const state = stateOf({ tasks: { a: 2, b: 4 }, memory: 10, cold: true });
  const recorded = (options?: { readonly always: boolean }): unknown[] => {
    const step = stepAt(5);
    recordMemoryModel(state, step, options);
    return step.commands;
  };
  expect(recorded({ always: true })).toEqual([]);
  teachEarly(state, 0, bytes(3 * GIB));
  const record = { type: 'memory-model', at: 5, facts: ['size'], files: 1, error: expect.any(Number) };
  expect(recorded()).toEqual([{ type: 'record', record }]);
  teachEarly(state, 1, bytes(6 * GIB));
  expect(recorded()).toEqual([]);
  expect(recorded({ always: true })).toEqual([{ type: 'record', record: { ...record, files: 2 } }]);
});
