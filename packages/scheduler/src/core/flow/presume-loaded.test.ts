import { GIB, milliseconds } from '@ballast/resource-model';
import { expect, it } from 'vitest';
import { InFlight, task } from '../../../test/in-flight.ts';
import { stateOf } from '../../../test/scenario/setting.ts';
import { draft } from '../state/draft.ts';
import { presumeLoaded } from './presume-loaded.ts';

it('a short load without a message is presumed loaded once loads of its size are over', () => {
  const { state } = new InFlight(stateOf({ tasks: { short: 1, reported: 1, long: 3 }, memory: 10 }))
    .loading(0)
    .loading(1, { bytesRead: 5 })
    .loading(2);
  presumeLoaded(state, milliseconds(1000));
  expect(state.tasks.totals.loading).toBe(3);
  draft(state, 'learned').recentLoads = { bytes: GIB, time: 12 };
  presumeLoaded(state, milliseconds(11));
  expect(state.tasks.totals.loading).toBe(3);
  presumeLoaded(state, milliseconds(12));
  expect(task(state, 0)).toMatchObject({ presumedLoaded: true });
  // One that has reported bytes, and one too long to be silent, will report their end.
  presumeLoaded(state, milliseconds(1000));
  expect(state.tasks.totals.loading).toBe(2);
});
