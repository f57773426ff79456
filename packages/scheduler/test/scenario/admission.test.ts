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

  it('lets a task that was passed over too often keep the memory that becomes free', () => {
    const small = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`s${i}`, 1]));
    const scenario = new Scenario({ tasks: { first: 5, big: 4, ...small }, memory: 8 });
    scenario.running('first', 's0', 's1', 's2').waits('big', 'memory');
    let passed = 0;
    while (scenario.state.active.size > 1) {
      const [id] = [...scenario.state.active.keys()].filter((task) => task >= 2);
      if (id === undefined) break;
      scenario.done(`s${id - 2}`);
      passed += 1;
      expect(passed).toBeLessThan(60);
    }
    scenario.running('first').done('first');
    expect(scenario.state.active.has(scenario.id('big'))).toBe(true);
  });

  it('holds one seat a task and never more than there are', () => {
    new Scenario({ tasks: { a: 1, b: 1, c: 1 }, memory: 100, seats: 2 })
      .running('a', 'b')
      .waits('c', 'seats')
      .done('a')
      .running('b', 'c');
  });
});
