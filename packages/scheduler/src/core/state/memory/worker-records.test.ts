import { GIB } from '@ballast/resource-model';
import { expect, it } from 'vitest';
import { usage } from '../../../../test/in-flight.ts';
import { stateOf } from '../../../../test/scenario/setting.ts';
import { assign, forgetWorker, recordUsage, release } from './worker-records.ts';

it('a task goes to the worker that has been idle longest, and to a new one if none is idle', () => {
  const state = stateOf({ tasks: { a: 1, b: 1, c: 1 }, memory: 10 });
  expect([assign(state, 0), assign(state, 1)]).toEqual([
    { worker: 1, isNew: true },
    { worker: 2, isNew: true },
  ]);
  release(state, 2, null);
  release(state, 1, null);
  expect(assign(state, 2)).toEqual({ worker: 2, isNew: false });
  expect(state.workers.records.get(2)?.task).toBe(2);
});

it('the memory of idle workers is the sum of what each kept when last measured', () => {
  const state = stateOf({ tasks: { a: 1, b: 1 }, memory: 10 });
  assign(state, 0);
  assign(state, 1);
  recordUsage(state, 1, usage(4));
  release(state, 1, usage(2));
  release(state, 2, usage(1));
  expect(state.workers.idleMemory).toBe(3 * GIB);
  recordUsage(state, 2, usage(0.5));
  expect([state.workers.idleMemory, state.workers.records.get(2)?.baseline]).toEqual([2.5 * GIB, 0.5 * GIB]);
  forgetWorker(state, 1);
  expect([state.workers.idleMemory, state.workers.records.size]).toEqual([0.5 * GIB, 1]);
});
