import { computeTimeModel, GIB, loadRateModel, milliseconds } from '@ballast/resource-model';
import { describe, expect, it } from 'vitest';
import { draft } from '../../src/core/state/draft.ts';
import { Scenario } from './scenario.ts';

describe('the gate', () => {
  it('lets the task that needs the most memory go first', () => {
    const scenario = new Scenario({
      tasks: { a: 2, b: 3, c: 4 },
      memory: 20,
      cores: 1,
      growth: 'after-loading',
    });
    scenario.unusedCores(400).unusedCores(800);
    scenario.loaded('c').loaded('a').loaded('b').done('c');
    expect(scenario.states()).toMatchObject({ a: 'loaded', b: 'computing' });
  });

  it('keeps a core permit for each computing task', () => {
    const scenario = new Scenario({
      tasks: { a: 1, b: 1, c: 1 },
      memory: 20,
      cores: 2,
      growth: 'after-loading',
    });
    scenario.unusedCores(200).loaded('a').loaded('b').loaded('c');
    expect(Object.values(scenario.states()).filter((state) => state === 'computing')).toHaveLength(2);
    expect(scenario.state.tasks.totals.computing).toBe(2);
  });
});

describe('a task that begins while all cores are in use', () => {
  /** Whether it may compute as soon as it is loaded, if tasks like it compute for this long, in milliseconds. */
  function isGranted(computing: number): boolean {
    const scenario = new Scenario({
      tasks: { a: 0.001, b: 0.001, c: 0.001 },
      memory: 20,
      cores: 2,
      loads: 4,
    });
    const learned = draft(scenario.state, 'learned');
    let { compute } = learned.models;
    for (let i = 0; i < 20; i += 1)
      compute = computeTimeModel.observe(compute, { size: 0.001 * GIB, computeTime: computing });
    learned.models = { ...learned.models, compute };
    learned.recentLoads = { bytes: GIB, time: 100 };
    scenario.loaded('a').loaded('b');
    const machine = draft(scenario.state, 'machine');
    machine.capacity = { ...machine.capacity, corePermits: 1 };
    scenario.done('b');
    const task = scenario.state.tasks.active.get(2);
    return (task?.state === 'loading' || task?.state === 'starting') && task.granted;
  }

  it('asks for a core once it is loaded, unless it will be over very soon', () => {
    expect([isGranted(2), isGranted(2000)]).toEqual([true, false]);
  });
});

describe('reservations', () => {
  it('become the measured amount once a task has its memory', () => {
    const scenario = new Scenario({ tasks: { a: 4, b: 4, c: 4 }, memory: 9, growth: 'after-loading' });
    scenario.loaded('a').loaded('b').loaded('c');
    expect(scenario.states().c).toBe('loaded');
    scenario.settledIn('a', 2).settledIn('b', 2);
    expect(scenario.states().c).toBe('computing');
  });

  it('teach the model when the memory is final, not only at the end', () => {
    const scenario = new Scenario({ tasks: { a: 1, b: 1 }, memory: 50, growth: 'after-loading', cold: true });
    const before = scenario.state.learned.models.memory.count;
    scenario.loaded('a').settledIn('a', 2);
    expect(scenario.state.learned.models.memory.count).toBe(before + 1);
    scenario.done('a');
    expect(scenario.state.learned.models.memory.count).toBe(before + 1);
  });
});

describe('the order', () => {
  /** Storage gives 100 MB/s; computing takes three seconds whatever the size: small files feed the cores best. */
  function starved(): Scenario {
    const small = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`s${i}`, 0.01]));
    const scenario = new Scenario({
      tasks: { l1: 0.2, l2: 0.2, l3: 0.2, ...small },
      memory: 100,
      cores: 8,
      loads: 1,
    });
    const learned = draft(scenario.state, 'learned');
    const { models } = learned;
    let { compute, loadRate } = models;
    for (let i = 0; i < 20; i += 1) {
      compute = computeTimeModel.observe(compute, { size: (i % 4) * GIB, computeTime: 3000 });
      loadRate = loadRateModel.observe(loadRate, { permits: 1, bytesPerSecond: 100e6, seconds: 1 });
    }
    learned.models = { ...models, compute, loadRate };
    return scenario;
  }

  it('is largest first, but small first while the storage starves cores that will be the limit in the end', () => {
    const scenario = starved();
    const [first] = scenario.state.tasks.active.keys();
    expect(first).toBe(scenario.id('l1'));
    scenario.loaded('l1').loaded('l2');
    const names = Object.keys(scenario.states());
    expect(names.some((name) => name.startsWith('s'))).toBe(true);
    expect(names).not.toContain('l3');
  });
});

describe('the number of loads', () => {
  it.each([
    [1, 1],
    [2, 2],
    [8, 8],
    [64, 12],
  ])('is initially, with %d cores and no measurements, %d', (cores, permits) => {
    const scenario = new Scenario({ tasks: { a: 1 }, memory: 1000, cores, searched: true });
    expect(scenario.state.limits.search.permits).toBe(permits);
  });

  it('is found from what the storage delivers in windows in which all permits are in use', () => {
    const tasks = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`t${i}`, 1]));
    const scenario = new Scenario({ tasks, memory: 1000, cores: 64, searched: true });
    const before = scenario.state.limits.search.permits;
    let read = 0;
    for (let window = 0; window < 40; window += 1) {
      read += 1e6 * scenario.state.tasks.totals.loading;
      for (const [task, { worker, state }] of [...scenario.state.tasks.active]) {
        if (state === 'loading') scenario.on({ type: 'loading', worker, task, bytesRead: read });
      }
      scenario.after(600).tick();
    }
    expect(scenario.state.limits.search.permits).toBeGreaterThan(before);
    expect(scenario.state.learned.models.loadRate.cells.some((cell) => cell.weight > 0)).toBe(true);
    expect(milliseconds(scenario.now)).toBe(24_000);
  });
});
