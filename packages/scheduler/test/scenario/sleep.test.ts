import { describe, expect, it } from 'vitest';
import { Scenario } from './scenario.ts';

const HOUR = 3_600_000;

const one = (more: object): Scenario =>
  new Scenario({ tasks: { a: 1 }, memory: 8, retries: {}, ...more }).loaded('a');

describe('time in which the coordinator was stopped', () => {
  it('counts towards no time limit', () => {
    const scenario = one({ timeout: 1000 }).after(600).tick();
    scenario.after(HOUR).wakes(HOUR - 200);
    scenario.commanded();
    scenario.after(199).tick().commanded();
    scenario.after(2).tick().commanded('stop-worker');
    scenario.dies('a', 'SIGTERM').settled('a', 'timed-out');
  });

  it('makes no attempt hang, and its idle time starts from zero', () => {
    const scenario = one({ hungAfter: 1000 }).uses({ a: [0, 0] });
    scenario.after(900).uses({ a: [0, 0] });
    scenario.after(HOUR).wakes(HOUR - 250);
    scenario.uses({ a: [0, 0] }).commanded();
    scenario
      .after(999)
      .uses({ a: [0, 0] })
      .commanded();
    scenario
      .after(1)
      .uses({ a: [0, 0] })
      .commanded('stop-worker');
  });

  it('does not count as time in which a process could have ended by itself', () => {
    const scenario = one({ timeout: 1000 }).after(1001).tick().commanded('stop-worker');
    scenario
      .after(HOUR)
      .wakes(HOUR - 250)
      .commanded();
    scenario.after(4749).tick().commanded();
    scenario.after(1).tick().commanded('stop-worker');
    expect(scenario.commands).toContainEqual(expect.objectContaining({ how: 'now' }));
  });

  it('says nothing about the storage', () => {
    const scenario = one({}).after(HOUR).wakes(HOUR);
    expect(scenario.state.limits.window).toEqual({ since: HOUR, bytes: 0, loadTime: 0 });
  });

  it('is recorded if it was long', () => {
    const scenario = one({}).after(2000).wakes(2000);
    expect(scenario.commands).toEqual([]);
    scenario.after(90_000).wakes(90_000);
    scenario.recorded({
      type: 'warning',
      task: null,
      code: 'COORDINATOR_SLEPT',
      message:
        'the coordinator was stopped or the machine asleep for 1 min 30 s; that time counts for no file',
    });
  });
});

describe('an attempt whose process somebody has stopped', () => {
  it('neither times out nor hangs meanwhile, and is named once', () => {
    const scenario = one({ timeout: 1000, hungAfter: 1000 }).uses({ a: [0, 0] });
    const named: number[] = [];
    for (let measurement = 1; measurement <= 20; measurement += 1) {
      scenario.after(250).uses({ a: [0, 0] }, { stopped: true });
      const warned = scenario.commands.some(
        (command) => command.type === 'record' && command.record.type === 'warning',
      );
      if (warned) named.push(measurement);
      scenario.commanded();
    }
    expect(named).toEqual([3]);
    scenario
      .after(999)
      .uses({ a: [0, 0] })
      .commanded();
    scenario
      .after(1)
      .uses({ a: [0, 0] })
      .commanded('stop-worker');
  });
});
