import { milliseconds } from '@ballast/resource-model';
import { describe, expect, it } from 'vitest';
import { taskState } from '../../src/core/explain.ts';
import type { AttemptEnd } from '../../src/core/state/event.ts';
import type { SchedulerState } from '../../src/core/state/state.ts';
import { waitReasonText } from '../../src/core/state/tasks/wait-reason.ts';
import { Scenario, SUCCEEDED } from './scenario.ts';
import type { Setting } from './setting.ts';

const six = (cores: number, setting: Pick<Setting, 'startCpu' | 'opensAt'> = {}): Scenario =>
  new Scenario({ tasks: { a: 1, b: 1, c: 1, d: 1, e: 1, f: 1 }, memory: 100, cores, loads: 6, ...setting });

describe('another worker process', () => {
  it('is not started while the existing ones use the cores', () => {
    const scenario = six(2).running('a', 'b');
    for (let seconds = 1; seconds <= 20; seconds += 1)
      scenario.after(1000).uses({ a: [1000 * seconds, 0], b: [1000 * seconds, 0] });
    scenario.running('a', 'b').waits('c', 'cores-in-use');
    const task = taskState(scenario.state, scenario.id('c'));
    expect(task.state === 'queued' ? waitReasonText(task.waitingOn) : '').toBe(
      'too little of 2 cores is idle for another worker besides the existing 2',
    );
  });

  it('starts once enough core time was idle, more for each than for the one before', () => {
    const scenario = six(2).unusedCores(199).running('a', 'b').unusedCores(1).running('a', 'b', 'c');
    scenario.unusedCores(399).running('a', 'b', 'c').unusedCores(1).running('a', 'b', 'c', 'd');
    scenario.unusedCores(599).running('a', 'b', 'c', 'd').unusedCores(1).running('a', 'b', 'c', 'd', 'e');
  });

  it('starts for as much idle core time as starting the others took, and warming them up', () => {
    const slow = six(2, { startCpu: 600 }).unusedCores(799).running('a', 'b');
    slow.unusedCores(1).running('a', 'b', 'c');
    six(2, { startCpu: 75 }).unusedCores(99).running('a', 'b').unusedCores(1).running('a', 'b', 'c');
  });

  it('does not start on core time that the coordinator uses', () => {
    const own = 1900 as never;
    const scenario = six(2).after(1000).on({ type: 'tick', usages: new Map(), own }).running('a', 'b');
    scenario.after(1000).on({ type: 'tick', usages: new Map(), own }).waits('c', 'cores-in-use');
  });

  it('does not start on cores that another program uses', () => {
    const busy = { type: 'tick', usages: new Map(), idle: milliseconds(0) } as const;
    const scenario = six(2).after(1000).on(busy).running('a', 'b').after(1000).on(busy);
    scenario.waits('c', 'cores-in-use').running('a', 'b');
    const idle = { ...busy, idle: milliseconds(400) };
    scenario.after(1000).on(idle).running('a', 'b', 'c');
  });

  it('does not start on cores that were idle before any work waited for them', () => {
    // 600 ms of two cores would pay for another worker, 150 ms do not.
    six(2, { opensAt: 600 }).unusedCores(150).running('a', 'b').unusedCores(50).running('a', 'b', 'c');
  });

  it('is not needed for a task that gets an idle worker', () => {
    const scenario = six(2)
      .uses({ a: [1, 0], b: [1, 0] })
      .done('a')
      .running('b', 'c')
      .done('b')
      .running('c', 'd');
    expect(scenario.state.workers.records.size).toBe(2);
  });

  it('starts at once for each core, and for a few tasks more that load ahead', () => {
    six(4).running('a', 'b', 'c', 'd', 'e').waits('f', 'cores-in-use');
  });

  it('does not start for work that is done sooner than a process has started', () => {
    const short = {
      ...SUCCEEDED,
      measures: { ...SUCCEEDED.measures, computeTime: milliseconds(100) },
    } as AttemptEnd;
    const scenario = new Scenario({ tasks: { a: 1, b: 1, c: 1, d: 1 }, memory: 2.1, cores: 8, loads: 8 });
    scenario.running('a', 'b').done('a', short).running('b', 'c').budget(100).waits('d', 'worker-start');
    // They should have ended by now, and how long they will take is unknown.
    scenario.unusedCores(399).waits('d', 'worker-start').unusedCores(2).running('b', 'c', 'd');
  });

  it('starts on every core on which nothing computes, as far as the storage serves them', () => {
    const scenario = (loads: number): number => {
      const tasks = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`t${i}`, 1]));
      return starts(new Scenario({ tasks, memory: 100, cores: 16, loads }).state);
    };
    expect([2, 8, 64].map(scenario)).toEqual([3, 9, 20]);
  });
});

/** Processes of the batch. */
function starts(state: SchedulerState): number {
  return state.workers.records.size;
}
