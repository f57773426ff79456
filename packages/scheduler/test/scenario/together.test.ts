import { bytes, GIB, milliseconds } from '@ballast/resource-model';
import { describe, expect, it } from 'vitest';
import type { AttemptEnd } from '../../src/core/state/event.ts';
import { failedWith, Scenario, SUCCEEDED } from './scenario.ts';

const SMALL = 0.000_001;
/** It has read its file in a millisecond. */
const BRIEF: AttemptEnd = {
  ...SUCCEEDED,
  measures: { ...SUCCEEDED.measures, bytesRead: bytes(SMALL * GIB) },
};

/** One core; the first task has shown that all are brief. */
function brief(count: number, together = 4): Scenario {
  const names = Array.from({ length: count }, (_, i) => `t${i}`);
  const tasks = Object.fromEntries(names.map((name) => [name, SMALL]));
  return new Scenario({ tasks, memory: 8, cores: 1, workers: 1, together }).running('t0').done('t0', BRIEF);
}

describe('brief tasks', () => {
  it('are given to a worker several at a time, the memory of one reserved', () => {
    const scenario = brief(30).running('t1').followedBy('t1', 't2', 't3', 't4');
    const [order] = scenario.commands.filter(({ type }) => type === 'run');
    expect(order).toMatchObject({ task: 1, go: true, credit: null });
    expect(scenario.state.tasks.totals.reserved).toBe(scenario.state.tasks.active.get(1)?.reservation.full);
    scenario.recorded({ type: 'admitted', task: 3, after: 1, held: 0 });
  });

  it('settle one after the other, however they are reported', () => {
    const scenario = brief(30).doneTogether(['t1', 't2'], BRIEF).running('t3').followedBy('t3', 't4');
    scenario.settled('t1', 'succeeded').settled('t2', 'succeeded').commanded();
    scenario
      .done('t3', BRIEF)
      .running('t4')
      .done('t4', failedWith(null))
      .settled('t4', 'failed')
      .running('t5');
  });

  it('run on their own if their process is lost, so that only the one at fault has its outcome', () => {
    const scenario = brief(30).doneTogether(['t1'], BRIEF).running('t2').dies('t2', 'SIGSEGV');
    scenario.recorded({ type: 'requeued', task: 2, cause: 'one-of-several' });
    scenario.recorded({ type: 'requeued', task: 4, cause: 'one-of-several' });
    for (let guard = 0; scenario.state.lifecycle.mode.kind !== 'ended' && guard < 40; guard += 1) {
      const [name = ''] = scenario.names();
      const wasTried = ['t2', 't3', 't4'].includes(name);
      if (wasTried) scenario.followedBy(name);
      const followers = scenario.state.tasks.followers.get(scenario.worker(name)) ?? [];
      if (name === 't3') scenario.dies(name, 'SIGSEGV');
      else scenario.doneTogether([name, ...followers.map(({ task }) => `t${task}`)], BRIEF);
    }
    scenario.settled('t2', 'succeeded').settled('t3', 'worker-lost').settled('t4', 'succeeded');
    expect(scenario.state.progress).toMatchObject({ settled: 30, failed: 1 });
  });

  it('have their cause at once if only one of them is left', () => {
    const scenario = brief(30).doneTogether(['t1', 't2', 't3'], BRIEF).running('t4').dies('t4', 'SIGSEGV');
    scenario.settled('t4', 'worker-lost');
  });

  it('are spread over the workers at the end', () => {
    const scenario = brief(8, 64);
    scenario.followedBy('t1', 't2');
  });

  it('do not run together if they take long, hold a seat, or nothing is known yet', () => {
    const slow: AttemptEnd = { ...BRIEF, measures: { ...BRIEF.measures, computeTime: milliseconds(200) } };
    const tasks = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`t${i}`, SMALL]));
    const setting = { tasks, memory: 8, cores: 1, workers: 1, together: 4 } as const;
    new Scenario(setting).followedBy('t0').done('t0', slow).followedBy('t1');
    new Scenario({ ...setting, seats: 5 }).done('t0', BRIEF).followedBy('t1');
    new Scenario({ ...setting, cold: true }).done('t0', BRIEF).followedBy('t1');
  });

  it('are cancelled and drained like any others', () => {
    const cancelled = brief(30).on({ type: 'cancel', cause: 'asked to' }).dies('t1', 'SIGTERM');
    cancelled.settled('t1', 'cancelled').recorded({ type: 'ended', ending: 'cancelled', unsettled: 28 });
    const drained = brief(30)
      .on({ type: 'drain', cause: 'asked to' })
      .doneTogether(['t1', 't2', 't3', 't4'], BRIEF);
    drained.recorded({ type: 'ended', ending: 'drained', settled: 5 });
  });

  it('have no outcome of their own if their process is lost while the batch drains', () => {
    const scenario = brief(30).doneTogether(['t1'], BRIEF).on({ type: 'drain', cause: 'asked to' });
    scenario.dies('t2', 'SIGSEGV').recorded({ type: 'requeued', task: 2, cause: 'one-of-several' });
    scenario.recorded({ type: 'ended', ending: 'drained', settled: 2, unsettled: 28 });
  });

  it('keep the memory of the largest, however little the first is seen to hold', () => {
    const scenario = brief(30).running('t1');
    const before = scenario.state.tasks.active.get(1)?.reservation.full ?? 0;
    scenario.on({ type: 'settled-in', worker: scenario.worker('t1'), task: 1, resident: bytes(before / 10) });
    expect(scenario.state.tasks.active.get(1)?.reservation.full).toBe(before);
    scenario.done('t1', BRIEF).running('t2');
    expect(scenario.state.tasks.active.get(2)?.reservation.full).toBe(before);
  });

  it('wait again if their order is void', () => {
    const scenario = brief(30);
    scenario.on({ type: 'storage-fault', message: 'the journal cannot be written', voided: [1] });
    scenario.recorded({ type: 'requeued', task: 3, cause: 'not-started' });
    scenario.recorded({ type: 'ended', settled: 1, unsettled: 29 });
  });
});
