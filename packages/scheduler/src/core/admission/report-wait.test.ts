import { describe, expect, it } from 'vitest';
import { InFlight, reserve, stepAt } from '../../../test/in-flight.ts';
import { stateOf } from '../../../test/scenario/setting.ts';
import { draft } from '../state/draft.ts';
import type { SchedulerState } from '../state/state.ts';
import { reportWait } from './report-wait.ts';

/** The records at these times, in milliseconds. */
function reports(state: SchedulerState, ...times: number[]): unknown[] {
  const steps = times.map(stepAt);
  for (const step of steps) reportWait(state, step);
  return steps.flatMap(({ commands }) =>
    commands.flatMap((command) => (command.type === 'record' ? [command.record] : [])),
  );
}

/** Task 1 waits while task 0 holds all the memory. */
const full = (): InFlight =>
  new InFlight(stateOf({ tasks: { a: 9, b: 5 }, memory: 10 })).computing(0, { reservation: reserve(9) });

describe('the reason for which the next task waits', () => {
  it('is recorded with the values that the scheduler decides by', () => {
    expect(reports(full().state, 1000)).toMatchObject([
      { type: 'waiting', at: 1000, tasks: 1, reason: { kind: 'memory' } },
    ]);
  });

  it('is recorded once, however its amounts change', () => {
    const { state } = full();
    expect(reports(state, 1000, 2000)).toHaveLength(1);
    new InFlight(state).computing(0, { reservation: reserve(8) });
    expect(reports(state, 3000)).toEqual([]);
  });

  it('is recorded again when something else is in the way, but at most once a second', () => {
    const { state } = full();
    reports(state, 1000);
    draft(state, 'machine').pressure = 0.5;
    expect(reports(state, 1999)).toEqual([]);
    expect(reports(state, 2000)).toMatchObject([{ reason: { kind: 'pressure', stalled: 0.5 } }]);
  });

  it('is not recorded while nothing waits, or while the batch drains', () => {
    const { state } = full();
    draft(state, 'lifecycle').mode = { kind: 'draining', cause: 'Ctrl-C' };
    expect(reports(state, 1000)).toEqual([]);
    expect(reports(stateOf({ tasks: {}, memory: 10 }), 1000)).toEqual([]);
  });
});
