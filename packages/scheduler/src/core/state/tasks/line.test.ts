import { GIB, milliseconds } from '@ballast/resource-model';
import { expect, it } from 'vitest';
import { stateOf } from '../../../../test/scenario/setting.ts';
import { backOff, comeBack, takeQueued, waitingTasks } from './line.ts';
import { head } from './task-queue.ts';

it('a task that backs off counts as waiting and comes back at its time, alone if it has to run alone', () => {
  const state = stateOf({ tasks: { a: 3, b: 2 }, memory: 10 });
  for (let next = head(state.tasks.queue); next !== null; next = head(state.tasks.queue)) {
    takeQueued(state, next);
    const until = milliseconds(100 * (1 + next.task));
    backOff(state, next.task, { until, cause: 'worker-lost', alone: next.task === 1 });
  }
  expect([waitingTasks(state), state.tasks.queuedBytes, state.tasks.aside.nextAt]).toEqual([2, 0, 100]);
  comeBack(state, milliseconds(100));
  expect([state.tasks.queue.length, state.tasks.queuedBytes]).toEqual([1, 3 * GIB]);
  expect(state.tasks.aside.nextAt).toBe(200);
  comeBack(state, milliseconds(250));
  expect(state.tasks.aside).toMatchObject({ alone: [1], nextAt: Number.POSITIVE_INFINITY });
});

it('a task cannot be taken from a bucket unless it is the first', () => {
  const state = stateOf({ tasks: { a: 3, b: 3 }, memory: 10 });
  const bucket = head(state.tasks.queue)?.bucket ?? -1;
  expect(() => takeQueued(state, { task: 1, bucket })).toThrow(/^defect: /);
});
