import { describe, expect, it } from 'vitest';
import { taskState } from '../../src/core/explain.ts';
import { waitReasonText } from '../../src/core/state/wait-reason.ts';
import { Scenario } from './scenario.ts';

const six = (cores: number): Scenario =>
  new Scenario({ tasks: { a: 1, b: 1, c: 1, d: 1, e: 1, f: 1 }, memory: 100, cores, loads: 6 });

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

  it('does not start on core time that the coordinator uses', () => {
    const own = 1900 as never;
    const scenario = six(2).after(1000).on({ type: 'tick', usages: new Map(), own }).running('a', 'b');
    scenario.after(1000).on({ type: 'tick', usages: new Map(), own }).waits('c', 'cores-in-use');
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
});
