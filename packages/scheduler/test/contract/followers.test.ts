import { describe, expect, it } from 'vitest';
import type { SchedulerEvent } from '../../src/core/state/event.ts';
import { first, running, until } from '../support/runners.ts';

const order = (...tasks: number[]): Parameters<ReturnType<typeof running>['runner']['run']>[0] => {
  const [task = 0, ...others] = tasks;
  const followers = others.map((follower) => ({ task: follower, attempt: 1 }));
  return { worker: 1, task, attempt: 1, go: true, credit: null, followers };
};

/** Tasks whose attempts have ended, in the order in which that was reported. */
function ended(events: readonly SchedulerEvent[]): readonly (readonly [task: number, kind: string])[] {
  return events.flatMap((event) => {
    if (event.type === 'attempt-ended') return [[event.task, event.end.kind] as const];
    return event.type === 'attempts-ended'
      ? event.ends.map(({ task, end }) => [task, end.kind] as const)
      : [];
  });
}

describe('several tasks of one order', () => {
  it('are carried out by the same process, one after the other, with an outcome for each', async () => {
    const { runner, events } = running('good', 'fault', 'good', 'throw', 'good');
    runner.run(order(0, 1, 2, 3, 4));
    await until(() => (ended(events).length === 5 ? true : undefined));
    expect(ended(events)).toEqual([
      [0, 'succeeded'],
      [1, 'failed'],
      [2, 'succeeded'],
      [3, 'failed'],
      [4, 'succeeded'],
    ]);
    expect(events.filter(({ type }) => type === 'worker-started')).toHaveLength(1);
  });

  it('have failed if what they found could not be written before they were reported', async () => {
    const { runner, events } = running('good', 'unwritten', 'fault', 'good', 'slow', 'good');
    runner.run(order(0, 1, 2, 3, 4, 5));
    await until(() => (ended(events).length === 6 ? true : undefined));
    const ends = events.flatMap((event) => (event.type === 'attempts-ended' ? event.ends : []));
    const faults = ends.map(({ end }) => (end.kind === 'failed' ? end.fault.code : null));
    expect(faults.slice(0, 3)).toEqual(['STORAGE_FULL', 'STORAGE_FULL', 'FILE_EMPTY']);
    expect(ended(events).at(-1)).toEqual([5, 'succeeded']);
  });

  it('have their ends reported before a long one ends, although its process is lost', async () => {
    const { runner, events } = running('good', 'good', 'slow-kill', 'good');
    runner.run(order(0, 1, 2, 3));
    const lost = await until(() => first(events, 'worker-lost'));
    expect(lost.end.signal).toBe('SIGKILL');
    expect(ended(events)).toEqual([
      [0, 'succeeded'],
      [1, 'succeeded'],
    ]);
  });

  it('are not stopped by a message about one that has ended', async () => {
    const { runner, events } = running('good', 'slow', 'good');
    runner.run(order(0, 1, 2));
    await until(() => (ended(events).length === 1 ? true : undefined));
    for (let i = 0; i < 20; i += 1) {
      runner.pause({ worker: 1, task: 0 });
      runner.credit({ worker: 1, task: 0 }, 0);
    }
    await until(() => (ended(events).length === 3 ? true : undefined));
    expect(ended(events).map(([, kind]) => kind)).toEqual(new Array(3).fill('succeeded'));
  });

  it('can be paused and resumed before they begin', async () => {
    const { runner, events } = running('good', 'good');
    runner.run(order(0, 1));
    runner.pause({ worker: 1, task: 1 });
    await until(() => (ended(events).length > 0 ? true : undefined));
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(ended(events).map(([task]) => task)).toEqual([0]);
    runner.resume({ worker: 1, task: 1 });
    await until(() => (ended(events).length === 2 ? true : undefined));
  });
});
