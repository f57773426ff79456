import { bytes, GIB } from '@ballast/resource-model';
import { describe, expect, it } from 'vitest';
import { InFlight, reserve, stepAt, task } from '../../../test/in-flight.ts';
import { stateOf } from '../../../test/scenario/setting.ts';
import { observeResident } from '../learning/watch.ts';
import { draft } from '../state/draft.ts';
import type { SchedulerState } from '../state/state.ts';
import type { Outcome } from '../state/tasks/outcome.ts';
import { fail } from './fail.ts';
import { settle } from './settle.ts';

const END = { exitCode: null, signal: 'SIGKILL', stderr: [] };
const OUT: Outcome = {
  kind: 'out-of-memory',
  retry: 'larger-demand',
  proof: 'x',
  highWater: bytes(0),
  end: END,
};
const LOST: Outcome = { kind: 'worker-lost', retry: 'never', end: END };

const one = (): SchedulerState =>
  new InFlight(stateOf({ tasks: { a: 2 }, memory: 10, retries: {} })).computing(0, {
    reservation: reserve(2),
  }).state;

function failed(state: SchedulerState, outcome: Outcome): ReturnType<typeof stepAt> {
  const step = stepAt(5);
  fail(state, { id: 0, task: task(state, 0), outcome, measures: null, end: END }, step);
  return step;
}

describe('an attempt that fails', () => {
  it('sends the task back with a floor for its memory, and leaves nothing of the attempt', () => {
    const state = one();
    observeResident(state, 0, bytes(4 * GIB));
    const { commands } = failed(state, OUT);
    expect(commands).toMatchObject([
      { record: { type: 'requeued', cause: 'out-of-memory', nextAlone: true } },
    ]);
    expect(state.failures.floors.get(0)).toBe(6 * GIB);
    expect([state.tasks.active.size, state.measured.highWater.size]).toEqual([0, 0]);
    expect(state.tasks.aside.alone).toEqual([0]);
  });

  it('never lowers a floor', () => {
    const state = one();
    draft(state, 'failures').floors.set(0, bytes(9 * GIB));
    failed(state, OUT);
    expect(state.failures.floors.get(0)).toBe(9 * GIB);
  });

  it('settles while the batch drains, so that the next batch retries the task', () => {
    const state = one();
    draft(state, 'lifecycle').mode = { kind: 'draining', cause: 'Ctrl-C' };
    failed(state, LOST);
    expect(state.tasks.outcomes[0]).toMatchObject({ kind: 'worker-lost', retry: 'same-demand' });
  });
});

it('a task that settles is counted, and its history is discarded', () => {
  const state = one();
  failed(state, LOST);
  expect(state.failures.byTask.size).toBe(1);
  new InFlight(state).computing(0, { reservation: reserve(3) });
  const step = stepAt(9);
  settle(state, { id: 0, task: task(state, 0), outcome: LOST, measures: null }, step);
  expect(state.progress).toEqual({ settled: 1, failed: 1, settledBytes: 2 * GIB });
  expect([state.failures.byTask.size, state.failures.floors.size]).toEqual([0, 0]);
  expect(step.commands).toMatchObject([{ record: { type: 'settled', at: 9, reserved: 3 * GIB } }]);
});
