import { GIB, milliseconds } from '@ballast/resource-model';
import { expect, it } from 'vitest';
import { InFlight, reserve, stepAt, task } from '../../../test/in-flight.ts';
import { stateOf } from '../../../test/scenario/setting.ts';
import { recordHeld } from './record-held.ts';

it('records what an attempt holds once it has changed by much, at most once a second', () => {
  const { state } = new InFlight(stateOf({ tasks: { a: 1, b: 1 }, memory: 10 }))
    .computing(0, { reservation: reserve(2) })
    .computing(1, { reservation: reserve(1.01) });
  const held = (at: number): unknown[] => {
    const step = stepAt(at);
    recordHeld(state, step);
    return step.commands;
  };
  expect(held(999)).toEqual([]);
  const record = { type: 'held', at: milliseconds(1000), task: 0, held: 2 * GIB };
  expect(held(1000)).toEqual([{ type: 'record', record }]);
  expect(task(state, 0).recorded).toEqual({ held: 2 * GIB, at: 1000 });
  expect(held(9000)).toEqual([]);
});
