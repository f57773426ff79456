import { bytes, GIB, milliseconds } from '@ballast/resource-model';
import { describe, expect, it } from 'vitest';
import type { AttemptEnd } from '../../src/core/state/event.ts';
import { Scenario, SUCCEEDED } from './scenario.ts';

/** `read` in GiB, times in milliseconds. */
function succeeded(read: number, loadTime: number, computeTime: number): AttemptEnd {
  const times = { loadTime: milliseconds(loadTime), computeTime: milliseconds(computeTime) };
  return {
    ...SUCCEEDED,
    measures: { highWater: null, bytesRead: bytes(read * GIB), ...times },
  } as AttemptEnd;
}

describe('admission', () => {
  it('starts the largest tasks first, as many as the memory holds', () => {
    new Scenario({ tasks: { a: 1, b: 4, c: 3, d: 2 }, memory: 8 })
      .running('b', 'c', 'a')
      .waits('d', 'memory')
      .done('b')
      .running('a', 'c', 'd');
  });

  it('keeps to the number of workers that the user sets', () => {
    new Scenario({ tasks: { a: 1, b: 1, c: 1 }, memory: 100, workers: 2 })
      .running('a', 'b')
      .waits('c', 'limit');
  });

  it('runs a task larger than the whole budget alone and records that', () => {
    const scenario = new Scenario({ tasks: { small: 1, huge: 20 }, memory: 8 });
    scenario
      .running('huge')
      .recorded({ type: 'warning', code: 'LARGER_THAN_BUDGET', task: scenario.id('huge') });
    scenario.waits('small', 'memory').done('huge').running('small');
  });

  it('makes a task that must run alone wait for the others to settle', () => {
    const scenario = new Scenario({ tasks: { a: 6, b: 7 }, memory: 8 });
    scenario.running('b').waits('a', 'memory');
    scenario.on({ type: 'capacity', capacity: { ...scenario.state.machine.capacity, memory: 5 as never } });
    scenario.waits('a', 'over-budget');
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

  it('loads ahead of the gate if the memory comes only afterwards, and lets through what fits', () => {
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

  it('reserves all memory from the start if loading takes hardly any time', () => {
    const tasks = { a: 5, b: 5, c: 5 };
    const granted = (loadTime: number): unknown => {
      const scenario = new Scenario({ tasks, memory: 11, cores: 2, growth: 'after-loading' });
      scenario
        .running('a', 'b')
        .loaded('a')
        .loaded('b')
        .done('a', succeeded(5, loadTime, 10_000));
      const next = scenario.state.tasks.active.get(scenario.id('c'));
      return next !== undefined && 'granted' in next ? next.granted : null;
    };
    expect([500, 5000].map(granted)).toEqual([true, false]);
  });

  it('loads nothing ahead that does not fit if loading takes hardly any time', () => {
    const scenario = new Scenario({
      tasks: { first: 6, second: 6, third: 6 },
      memory: 8,
      cores: 2,
      growth: 'after-loading',
    });
    scenario.running('first', 'second').loaded('first').loaded('second');
    scenario
      .done('first', succeeded(6, 100, 10_000))
      .running('second')
      .waits('third', 'memory');
  });

  it('keeps to the number of loads that the user sets: the newest waits between two pieces', () => {
    const scenario = new Scenario({ tasks: { a: 1, b: 1, c: 1 }, memory: 100, loads: 2 });
    scenario.running('a', 'b', 'c').pausedLoads('c').loaded('a').commanded('resume').pausedLoads();
  });

  describe('while short loads send no message', () => {
    /** Two load permits; a file of a mebibyte has just loaded in `loadTime` milliseconds; another takes its place. */
    function seen(loadTime: number): Scenario {
      const tasks = Object.fromEntries(['a', 'b', 'c', 'd', 'e', 'f'].map((name) => [name, 1 / 1024]));
      const scenario = new Scenario({ tasks, memory: 100, loads: 2, growth: 'after-loading' });
      scenario.running('a', 'b', 'c').pausedLoads('c');
      return scenario
        .done('a', succeeded(1 / 1024, loadTime, 3000))
        .pausedLoads()
        .waits('d', 'load-permits');
    }

    it('presumes them loaded once their time has passed, so that computing tasks do not hold load permits', () => {
      seen(5).after(4).tick().waits('d', 'load-permits').after(1).tick().running('b', 'c', 'd', 'e', 'f');
    });

    it('waits for the message that a longer load is done', () => {
      seen(25).after(300).tick().waits('d', 'load-permits').loaded('b').running('b', 'c', 'd');
    });

    it('counts a task as a load again if it reports that it still reads', () => {
      const scenario = seen(5).after(5).tick().pausedLoads('f');
      const [worker, task] = [scenario.worker('b'), scenario.id('b')];
      scenario.on({ type: 'loading', worker, task, bytesRead: 1000 }).pausedLoads('e', 'f');
      scenario.after(5).tick().pausedLoads('f').loaded('b').pausedLoads();
    });
  });

  it('keeps reservations below four fifths of the budget while the model is cold', () => {
    const tasks = { a: 0.01, b: 0.01, c: 0.01 };
    const scenario = new Scenario({ tasks, memory: 0.08, cold: true });
    scenario.running('a').waits('b', 'memory').done('a').running('b');
  });

  it('lets a load of which nothing is known hold only what its first bytes need, beside one that holds all', () => {
    const scenario = new Scenario({ tasks: { a: 1, b: 1, c: 1 }, memory: 8, cold: true }).running(
      'a',
      'b',
      'c',
    );
    const shares = [...scenario.state.tasks.active.values()].map(
      ({ reservation: { now, full } }) => now / full,
    );
    expect(shares[0]).toBe(1);
    for (const share of shares.slice(1)) expect(share).toBeCloseTo(0.2, 1);
  });
});

describe('what idle workers keep', () => {
  /** Tasks of 3 GiB in budgets of 10: those named have ended, their workers are seen to keep 2 GiB each, nothing was admitted yet. */
  function resting(...names: string[]): { scenario: Scenario; idle: readonly number[] } {
    const scenario = new Scenario({ tasks: { a: 3, b: 3, c: 3, next: 3, last: 3 }, memory: 10 });
    scenario.running('a', 'b', 'c').tickUnderPressure({});
    const idle = names.map((name) => scenario.worker(name));
    for (const name of names) scenario.done(name);
    return { scenario: scenario.tickUnderPressure(Object.fromEntries(idle.map((id) => [id, 2]))), idle };
  }

  it('is part of what their next task needs', () => {
    const { scenario, idle } = resting('a');
    // 10 less 6 that are reserved less 2 that are kept would be too little.
    scenario.running('b', 'c').tick().running('b', 'c', 'next');
    expect(scenario.worker('next')).toBe(idle[0]);
  });

  it('is released if a task could continue without it', () => {
    const { scenario } = resting('a', 'b');
    scenario.budget(7).commanded('retire-worker').tick().running('c', 'next');
  });

  it('is kept if releasing it would not be enough', () => {
    const { scenario, idle } = resting('a');
    scenario.budget(8.5).commanded().tick().running('b', 'c').done('b').running('c', 'next');
    expect(scenario.state.workers.records.has(idle[0] ?? 0)).toBe(true);
  });

  it('is released when more is reserved than there is', () => {
    const { scenario } = resting('a', 'b');
    scenario.budget(4).commanded('retire-worker', 'retire-worker');
  });
});

describe('the guard', () => {
  it('suspends a computing task that outgrows its reservation, and continues it when its memory fits', () => {
    const scenario = new Scenario({ tasks: { a: 4, b: 4 }, memory: 10, growth: 'after-loading' });
    scenario.loaded('a').loaded('b').holds({ a: 5, b: 3 }).commanded('suspend');
    expect(scenario.states()).toEqual({ a: 'computing', b: 'computing' });
    expect(scenario.state.tasks.totals.computing).toBe(1);
    scenario.done('b').commanded('continue');
  });

  it('makes the newest task release its memory if no task makes progress', () => {
    const scenario = new Scenario({ tasks: { a: 4, b: 4 }, memory: 8, growth: 'after-loading' });
    scenario.loaded('a').loaded('b').holds({ a: 5, b: 4.5 });
    scenario.recorded({ type: 'phase', phase: 'stopping', task: scenario.id('b') });
    scenario.dies('b').recorded({ type: 'requeued', task: scenario.id('b') });
    expect(scenario.states().a).toBe('computing');
    expect(scenario.states().b).not.toBe('computing');
    scenario.done('a').loaded('b');
    expect(scenario.states()).toEqual({ b: 'computing' });
  });
});

describe('seats', () => {
  it('reserves one seat per task and never more than there are', () => {
    new Scenario({ tasks: { a: 1, b: 1, c: 1 }, memory: 100, seats: 2 })
      .running('a', 'b')
      .waits('c', 'seats')
      .done('a')
      .running('b', 'c');
  });
});
