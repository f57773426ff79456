import { expect, it } from 'vitest';
import { orders, stepAt, usage } from '../../../test/in-flight.ts';
import { stateOf } from '../../../test/scenario/setting.ts';
import { assign, recordUsage, release } from '../state/memory/worker-records.ts';
import { recycle } from './recycle.ts';

it('an idle worker is replaced once it keeps 300 MiB more than when it was first idle', () => {
  const state = stateOf({ tasks: { a: 1, b: 1 }, memory: 10 });
  const { worker } = assign(state, 0);
  release(state, worker, null);
  recordUsage(state, worker, usage(0.25));
  recordUsage(state, worker, usage(0.5));
  const before = stepAt(0);
  recycle(state, before);
  expect(orders(before)).toEqual([]);
  recordUsage(state, worker, usage(0.6));
  const after = stepAt(1);
  recycle(state, after);
  expect(orders(after)).toEqual(['retire-worker 1']);
  expect(state.workers).toMatchObject({ idle: [], idleMemory: 0 });
});
