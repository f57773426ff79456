import { bytes, GIB } from '@ballast/resource-model';
import { describe, expect, it } from 'vitest';
import type { Settlement } from '../../src/core/state/shared-event.ts';
import { Scenario } from './scenario.ts';

const succeeded: Settlement = {
  ...{ node: 'b', seq: 9, attempt: 2, measures: null, reserved: bytes(0), observedHighWater: null },
  outcome: {
    ...{ kind: 'succeeded', retry: 'never', result: null, problems: 0, notes: [] },
    completeness: 'complete',
  },
};

/** The node `b` has the task. */
function taken(scenario: Scenario, name: string, seq = 5): Scenario {
  const one = { task: scenario.id(name), attempt: 1, node: 'b', seq, worker: 1001 };
  return scenario.on({ type: 'elsewhere', tasks: [one] });
}

const cameBack = (scenario: Scenario, name: string): Scenario =>
  scenario.on({
    ...{ type: 'came-back', task: scenario.id(name), attempts: 1 },
    by: { node: 'b', seq: 6, because: 'b is gone' },
  });

describe('a task that another node has', () => {
  it('does not start here, and the batch does not end without it', () => {
    const scenario = new Scenario({ tasks: { a: 1, b: 1 }, memory: 100, workers: 1 });
    taken(scenario.running('a'), 'b').recorded({ type: 'admitted', node: 'b', seq: 5, worker: 1001 });
    scenario.done('a').running().waits('b', 'other-nodes');
    expect(scenario.state.lifecycle.mode.kind).toBe('open');
    scenario.on({ type: 'settled-elsewhere', task: scenario.id('b'), settlement: succeeded });
    scenario.settled('b', 'succeeded').recorded({ type: 'ended', settled: 2, ending: 'complete' });
    scenario.recorded({ type: 'settled', node: 'b', seq: 9, attempt: 2 });
  });

  it('starts here when it came back, as a further attempt', () => {
    const scenario = new Scenario({ tasks: { a: 1, b: 1 }, memory: 100, workers: 1 });
    taken(scenario, 'b').done('a').running();
    cameBack(scenario, 'b').running('b').recorded({ type: 'requeued', because: 'b is gone' });
    scenario.recorded({ type: 'admitted', attempt: 2 });
  });

  it('is taken note of once, and never late', () => {
    const scenario = new Scenario({ tasks: { a: 1, b: 1 }, memory: 100, workers: 1 });
    taken(scenario, 'b', 7);
    taken(scenario, 'b', 5);
    expect(scenario.commands.filter(({ type }) => type === 'record')).toEqual([]);
  });

  it('does not keep a drained batch from ending', () => {
    const scenario = new Scenario({ tasks: { a: 1, b: 1 }, memory: 100, workers: 1 });
    taken(scenario, 'b').done('a').on({ type: 'drain', cause: 'Ada' });
    scenario.recorded({ type: 'ended', unsettled: 1, ending: 'drained' });
  });
});

describe('an attempt whose claim is lost', () => {
  it('leaves its worker to the next task if it never began', () => {
    const scenario = new Scenario({ tasks: { a: 1, b: 1, c: 1 }, memory: 100, workers: 1 });
    scenario.done('a').running('b');
    const worker = scenario.worker('b');
    scenario.on({ type: 'claim-lost', worker, left: 'idle' }).running('c');
    expect(scenario.worker('c')).toBe(worker);
    scenario.recorded({ type: 'requeued', cause: 'given-back', attempt: 1 });
  });

  it('has no worker any more if its process was ended, and its task waits for the board', () => {
    const scenario = new Scenario({ tasks: { a: 1, b: 1 }, memory: 100, workers: 1 });
    const worker = scenario.worker('a');
    scenario.on({ type: 'claim-lost', worker, left: 'nothing' }).running('b').waits('a', 'other-nodes');
    expect(scenario.state.workers.records.has(worker)).toBe(false);
    scenario
      .done('b')
      .on({ type: 'came-back', task: scenario.id('a'), attempts: 1 })
      .running('a');
  });
});

describe('an outcome that was recorded here and does not count', () => {
  it('is withdrawn, and the task waits again', () => {
    const scenario = new Scenario({ tasks: { a: 1, b: 1 }, memory: 100, workers: 1 });
    scenario.done('a').settled('a', 'succeeded');
    cameBack(scenario, 'a').waits('a', 'limit');
    expect(scenario.state.progress.settled).toBe(0);
  });

  it('gives way to that of another node', () => {
    const scenario = new Scenario({ tasks: { a: 1, b: 1 }, memory: 100, workers: 1 });
    scenario.fails('a', null).settled('a', 'failed');
    scenario.on({ type: 'settled-elsewhere', task: scenario.id('a'), settlement: succeeded });
    scenario.settled('a', 'succeeded');
    expect(scenario.state.progress).toMatchObject({ settled: 1, failed: 0 });
  });
});

describe('a giant', () => {
  const largest = bytes(200 * GIB);
  /** The first giant runs, before anything is known of other nodes. */
  const begun = (): Scenario =>
    new Scenario({ tasks: { small: 1, first: 160, giant: 150 }, memory: 100 }).running('first');

  it('is left to a node with a larger budget, and smaller tasks go on', () => {
    begun().on({ type: 'peers', largest }).done('first').running('small').waits('giant', 'larger-node');
  });

  it('runs alone here when that node is gone', () => {
    const scenario = begun().on({ type: 'peers', largest }).done('first').done('small').running();
    expect(scenario.state.lifecycle.mode.kind).toBe('open');
    scenario.on({ type: 'peers', largest: null }).running('giant');
    scenario.recorded({ type: 'warning', code: 'LARGER_THAN_BUDGET' });
  });

  it('is not left to a node with a smaller budget', () => {
    begun()
      .on({ type: 'peers', largest: bytes(50 * GIB) })
      .done('first')
      .running('giant');
  });
});
