import { bytes, computeTimeModel, GIB, milliseconds } from '@ballast/resource-model';
import { describe, expect, it } from 'vitest';
import { draft } from '../../src/core/state/draft.ts';
import { initialState } from '../../src/core/state/initial-state.ts';
import type { Settlement } from '../../src/core/state/shared-event.ts';
import type { SchedulerState } from '../../src/core/state/state.ts';
import { waiting } from '../../src/core/state/tasks/task-queue.ts';
import { transition } from '../../src/core/transition.ts';
import { needsLargerNode } from '../../src/core/verdict/larger-node.ts';
import { Scenario } from './scenario.ts';
import { stateOf } from './setting.ts';

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
    begun()
      .on({ type: 'peers', largest, cores: 8 })
      .done('first')
      .running('small')
      .waits('giant', 'larger-node');
  });

  it('runs alone here when that node is gone', () => {
    const scenario = begun().on({ type: 'peers', largest, cores: 8 }).done('first').done('small').running();
    expect(scenario.state.lifecycle.mode.kind).toBe('open');
    scenario.on({ type: 'peers', largest: null, cores: 0 }).running('giant');
    scenario.recorded({ type: 'warning', code: 'LARGER_THAN_BUDGET' });
  });

  it('is not left to a node with a smaller budget', () => {
    begun()
      .on({ type: 'peers', largest: bytes(50 * GIB), cores: 8 })
      .done('first')
      .running('giant');
  });

  it('does not keep others of its size waiting', () => {
    const sizes = Float64Array.of(1, 8, 8, 8).map((size) => size * GIB);
    const { config } = stateOf({ tasks: {}, memory: 100 });
    const footprints = Float64Array.of(1, 150, 160, 8).map((size) => size * GIB);
    const state = initialState(config, { sizes, footprints });
    const [after] = transition(state, { type: 'peers', largest, cores: 8 }, milliseconds(0));
    expect([...after.tasks.active.keys()].sort()).toEqual([0, 3]);
    expect([...waiting(after.tasks.queue)].sort()).toEqual([1, 2]);
  });

  it('needs the larger node also if only this one may attempt it', () => {
    const scenario = begun().on({ type: 'peers', largest, cores: 8 });
    expect(needsLargerNode(scenario.state, scenario.id('giant'))).toBe(true);
    expect(needsLargerNode(scenario.state, scenario.id('small'))).toBe(false);
    expect(needsLargerNode(scenario.state, scenario.id('first'))).toBe(false);
    taken(scenario, 'giant');
    expect(needsLargerNode(scenario.state, scenario.id('giant'))).toBe(false);
  });
});

describe('what a node takes before it can compute', () => {
  const names = Array.from({ length: 12 }, (_, i) => `t${i}`);
  const tasks = Object.fromEntries(names.map((name) => [name, 60]));
  /** One computes; the others would wait for its memory. How many are taken before anything else happens. */
  const taken = (cores: number, state = stateOf({ tasks, ...setting })): number => {
    const [{ tasks: after }] = transition(state, { type: 'peers', largest: null, cores }, milliseconds(0));
    return after.active.size;
  };
  const setting = { memory: 100, growth: 'after-loading', loads: 12 } as const;
  /** A task of 12 GiB has computed for a minute. */
  const withTimes = (state: SchedulerState): SchedulerState => {
    const learned = draft(state, 'learned');
    const compute = computeTimeModel.observe(learned.models.compute, { size: 12 * GIB, computeTime: 60_000 });
    learned.models = { ...learned.models, compute };
    return state;
  };

  it('is as much as it can load if it is alone', () => {
    expect(taken(0)).toBeGreaterThan(4);
  });

  it('is nothing that does not fit while no times are known', () => {
    expect(taken(64)).toBe(1);
  });

  it('leaves out what can compute as soon as it is loaded', () => {
    const eight = Object.fromEntries(names.slice(0, 8).map((name) => [name, 12]));
    expect(taken(64, withTimes(stateOf({ tasks: eight, ...setting, cores: 8 })))).toBe(8);
  });

  it('is over long before all nodes have computed the rest', () => {
    const takenOf = (cores: number): number => taken(cores, withTimes(stateOf({ tasks, ...setting })));
    expect(takenOf(0)).toBeGreaterThan(4);
    expect(takenOf(64)).toBe(2);
  });
});

describe('the order of tasks of the same size', () => {
  it('begins with the one that is asked for, and all of them wait', () => {
    const sizes = Float64Array.from([1, 1, 1, 1]);
    const { config } = new Scenario({ tasks: { a: 1 }, memory: 100 }).state;
    const { queue } = initialState(config, { sizes, first: 2 }).tasks;
    expect([...waiting(queue)]).toEqual([2, 3, 0, 1]);
  });
});
