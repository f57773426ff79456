import { describe, expect, it } from 'vitest';
import { Scenario } from './scenario.ts';

describe('admission', () => {
  it('starts the largest tasks first, as many as the memory holds', () => {
    new Scenario({ tasks: { a: 1, b: 4, c: 3, d: 2 }, memory: 8 })
      .running('b', 'c', 'a')
      .waits('d', 'memory')
      .done('b')
      .running('a', 'c', 'd');
  });

  it('keeps to the number of workers that was given', () => {
    new Scenario({ tasks: { a: 1, b: 1, c: 1 }, memory: 100, workers: 2 })
      .running('a', 'b')
      .waits('c', 'limit');
  });

  it('runs a task larger than the whole budget alone and says so', () => {
    const scenario = new Scenario({ tasks: { small: 1, huge: 20 }, memory: 8 });
    scenario
      .running('huge')
      .recorded({ type: 'warning', code: 'LARGER_THAN_BUDGET', task: scenario.id('huge') });
    scenario.waits('small', 'memory').done('huge').running('small');
  });

  it('makes a task that must run alone wait for the others to settle', () => {
    const scenario = new Scenario({ tasks: { a: 6, b: 7 }, memory: 8 });
    scenario.running('b').waits('a', 'memory');
    scenario.on({ type: 'capacity', capacity: { ...scenario.state.capacity, memory: 5 as never } });
    scenario.waits('a', 'alone');
    scenario.done('b').running('a');
  });

  it('uses an idle worker again instead of starting another', () => {
    const scenario = new Scenario({ tasks: { a: 2, b: 1 }, memory: 2 });
    const first = scenario.worker('a');
    scenario.done('a');
    expect(scenario.worker('b')).toBe(first);
  });

  it('lets smaller tasks go first only while they do not delay the one that waits for memory', () => {
    const small = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`s${i}`, 1]));
    const scenario = new Scenario({ tasks: { first: 5, big: 6, other: 3, ...small }, memory: 8 });
    scenario.running('big', 's0', 's1').waits('first', 'memory').waits('other', 'memory');
    for (let i = 0; i < 20; i += 1) scenario.done(`s${i}`);
    scenario.running('big', 's20', 's21').done('big').running('first', 's20', 's21', 's22');
  });

  it('loads ahead of the gate where the memory comes only afterwards, and lets go what fits', () => {
    const scenario = new Scenario({
      tasks: { a: 4, b: 4, c: 4 },
      memory: 13,
      cores: 2,
      growth: 'after-loading',
    });
    scenario.running('a', 'b').waits('c', 'cores-in-use').unusedCores(200);
    scenario.running('a', 'b', 'c').loaded('a').loaded('b').loaded('c');
    expect(scenario.states()).toEqual({ a: 'computing', b: 'computing', c: 'loaded' });
    scenario.done('a');
    expect(scenario.states()).toEqual({ b: 'computing', c: 'computing' });
  });

  it('keeps to the number of loads that was given: the newest waits between two pieces', () => {
    const scenario = new Scenario({ tasks: { a: 1, b: 1, c: 1 }, memory: 100, loads: 2 });
    scenario.running('a', 'b', 'c').pausedLoads('c').loaded('a').commanded('resume').pausedLoads();
  });

  it('starts at most one task of which nothing is known beyond four fifths of the budget', () => {
    const scenario = new Scenario({ tasks: { a: 1, b: 1, c: 1 }, memory: 8, cold: true });
    scenario.running('a').waits('b', 'memory').done('a').running('b');
  });
});

describe('the guard', () => {
  it('suspends a computing task that outgrows its reservation, and lets it go on when there is room', () => {
    const scenario = new Scenario({ tasks: { a: 4, b: 4 }, memory: 10, growth: 'after-loading' });
    scenario.loaded('a').loaded('b').holds({ a: 5, b: 3 }).commanded('suspend');
    expect(scenario.states()).toEqual({ a: 'computing', b: 'computing' });
    expect(scenario.state.totals.computing).toBe(1);
    scenario.done('b').commanded('continue');
  });

  it('makes the newest of tasks that all stand still give its memory back', () => {
    const scenario = new Scenario({ tasks: { a: 4, b: 4 }, memory: 8, growth: 'after-loading' });
    scenario.loaded('a').loaded('b').holds({ a: 5, b: 4.5 });
    scenario.recorded({ type: 'phase', phase: 'stopping', task: scenario.id('b') });
    scenario.dies('b').recorded({ type: 'requeued', task: scenario.id('b') });
    expect(scenario.states()['a']).toBe('computing');
    expect(scenario.states()['b']).not.toBe('computing');
    scenario.done('a').loaded('b');
    expect(scenario.states()).toEqual({ b: 'computing' });
  });
});

describe('seats', () => {
  it('holds one seat a task and never more than there are', () => {
    new Scenario({ tasks: { a: 1, b: 1, c: 1 }, memory: 100, seats: 2 })
      .running('a', 'b')
      .waits('c', 'seats')
      .done('a')
      .running('b', 'c');
  });
});
