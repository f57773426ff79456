import { GIB } from '@ballast/resource-model';
import { expect, it } from 'vitest';
import { InFlight, orders, reserve, stepAt, task } from '../../../test/in-flight.ts';
import { stateOf } from '../../../test/scenario/setting.ts';
import { openGate } from './gate.ts';

const setting = { tasks: { a: 1, b: 1, c: 1, d: 1 }, memory: 10, growth: 'after-loading' } as const;

it('the gate lets through the task that needs most memory first, up to the cores, and gives it its full reservation', () => {
  const { state } = new InFlight(stateOf({ ...setting, cores: 2 }))
    .loaded(0, { reservation: reserve(2, 0.1) })
    .loaded(1, { reservation: reserve(4, 0.1) })
    .loaded(2, { reservation: reserve(3, 0.1) });
  const step = stepAt(5);
  openGate(state, step);
  expect(orders(step)).toEqual(['go 2', 'go 3']);
  expect(task(state, 1)).toMatchObject({ state: 'computing', since: 5, reservation: { now: 4 * GIB } });
});

it('a smaller task passes the one that waits for memory only if it does not take the memory that becomes available for that one', () => {
  const { state } = new InFlight(stateOf(setting))
    .computing(0, { reservation: reserve(7) })
    .loaded(1, { reservation: reserve(6.1, 0.1) })
    .loaded(2, { reservation: reserve(2.6, 0.1) });
  const step = stepAt(5);
  openGate(state, step);
  expect(orders(step)).toEqual(['go 3']);
});
