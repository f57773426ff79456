import { expect, it } from 'vitest';
import { InFlight, orders, stepAt } from '../../../test/in-flight.ts';
import { stateOf } from '../../../test/scenario/setting.ts';
import { limitLoads } from './limit-loads.ts';

it('the newest loads pause while there are more than permitted, and the oldest resumes first', () => {
  const { state } = new InFlight(stateOf({ tasks: { a: 1, b: 1, c: 1, d: 1 }, memory: 10, loads: 2 }))
    .loading(0)
    .loading(1)
    .loading(2)
    .loading(3);
  const over = stepAt(1);
  limitLoads(state, over);
  expect(orders(over)).toEqual(['pause 4', 'pause 3']);
  new InFlight(state).computing(0);
  const under = stepAt(2);
  limitLoads(state, under);
  expect(orders(under)).toEqual(['resume 3']);
});
