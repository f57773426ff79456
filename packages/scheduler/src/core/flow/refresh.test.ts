import { GIB } from '@ballast/resource-model';
import { expect, it } from 'vitest';
import { InFlight, reserve, task, usage } from '../../../test/in-flight.ts';
import { stateOf } from '../../../test/scenario/setting.ts';
import { refreshReservations } from './refresh.ts';

it('reservations follow the models: both ways at the gate, only down while computing, and never once measured', () => {
  const { state } = new InFlight(stateOf({ tasks: { a: 2, b: 2, c: 2, d: 2, e: 2 }, memory: 20 }))
    .loaded(0, { reservation: reserve(1, 0.1) })
    .loaded(1, { reservation: reserve(5, 0.1) })
    .computing(2, { reservation: reserve(1) })
    .computing(3, { reservation: reserve(5), usage: usage(3) })
    .computing(4, { reservation: reserve(5), settledIn: true });
  refreshReservations(state);
  const full = [0, 1, 2, 3, 4].map((id) => Math.round((10 * task(state, id).reservation.full) / GIB) / 10);
  // What a task is seen to hold is kept, with 5 % to spare.
  expect(full).toEqual([2, 2, 1, 3.2, 5]);
  expect(task(state, 3).reservation.now).toBe(task(state, 3).reservation.full);
});

it('reservations stay as they are while the models predict the same', () => {
  const { state } = new InFlight(stateOf({ tasks: { a: 2 }, memory: 20 }));
  refreshReservations(state);
  new InFlight(state).loaded(0, { reservation: reserve(7, 0.1) });
  refreshReservations(state);
  expect(task(state, 0).reservation.full).toBe(7 * GIB);
});
