import { bytes, GIB, milliseconds } from '@ballast/resource-model';
import { describe, expect, it } from 'vitest';
import type { AttemptEnd } from '../../src/core/state/event.ts';
import { Scenario, SUCCEEDED } from './scenario.ts';

/** `held` in GiB, the time in milliseconds. */
function succeeded(held: number, computeTime: number): AttemptEnd {
  const times = { loadTime: milliseconds(0), computeTime: milliseconds(computeTime) };
  return {
    ...SUCCEEDED,
    measures: { highWater: bytes(held * GIB), bytesRead: bytes(0), ...times },
  } as AttemptEnd;
}

describe('tasks whose memory grows while they compute', () => {
  it('run one at a time until they have shown what they need', () => {
    const names = Array.from({ length: 12 }, (_, i) => `t${i}`);
    const tasks = Object.fromEntries(names.map((name) => [name, 0.001]));
    const scenario = new Scenario({ tasks, memory: 8, cold: true, growth: 'while-computing' });
    scenario.running('t0').waits('t1', 'memory');
    for (const name of names.slice(0, 4)) {
      if (scenario.states()[name] !== undefined) scenario.done(name, succeeded(1, 100));
    }
    expect(scenario.names().length).toBeGreaterThan(1);
  });

  it.each([4, 7.3, 8, 11.1, 15.7, 16, 17.9, 31])(
    'begin with the smallest, which runs by itself (%d GiB)',
    (memory) => {
      const tasks = { large: 0.006, middle: 0.003, small: 0.001 };
      new Scenario({ tasks, memory, cold: true, growth: 'while-computing' }).running('small');
    },
  );

  it('are not started ahead of a core that is free for them', () => {
    const tasks = { a: 1, b: 1, c: 1 };
    const scenario = new Scenario({ tasks, memory: 20, cores: 2, growth: 'while-computing' });
    scenario.running('a', 'b').unusedCores(200);
    scenario
      .running('a', 'b')
      .waits('c', 'gate')
      .loaded('a')
      .loaded('b')
      .running('a', 'b')
      .done('a')
      .running('b', 'c');
  });

  it('hold all of their memory from the beginning, and keep it when they say that they compute', () => {
    const scenario = new Scenario({ tasks: { a: 3, b: 3, c: 3 }, memory: 7, growth: 'while-computing' });
    scenario.running('a', 'b').waits('c', 'memory').loaded('a').loaded('b').waits('c', 'memory');
  });
});

describe('a time limit that is a multiple of the median', () => {
  it('applies as soon as three attempts have ended', () => {
    const tasks = { a: 1, b: 1, c: 1, slow: 1 };
    const setting = { tasks, memory: 20, growth: 'while-computing', timeoutFactor: 5 } as const;
    const scenario = new Scenario(setting).running('a', 'b', 'c', 'slow');
    for (const name of ['a', 'b', 'c', 'slow']) scenario.loaded(name);
    scenario.after(60_000).tick().running('a', 'b', 'c', 'slow');
    for (const [name, time] of Object.entries({ a: 30_000, b: 10_000, c: 20_000 }))
      scenario.done(name, succeeded(1, time));
    scenario.after(39_000).tick();
    expect(scenario.states()).toEqual({ slow: 'computing' });
    scenario.after(2000).tick();
    expect(scenario.states()).toEqual({ slow: 'stopping' });
    scenario.dies('slow', 'SIGTERM').settled('slow', 'timed-out');
  });
});
