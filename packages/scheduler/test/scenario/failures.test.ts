import { GIB } from '@ballast/resource-model';
import { describe, expect, it } from 'vitest';
import { Scenario } from './scenario.ts';

const two = (more: object = {}): Scenario =>
  new Scenario({ tasks: { a: 2, b: 1 }, memory: 8, workers: 1, retries: {}, ...more });

describe('the record of a failure', () => {
  it('names the attempt, what it used so far and how its process ended', () => {
    const end = { exitCode: 3, stderr: ['last words'], log: 'logs/7.log' };
    const scenario = two({ retries: { workerLost: 1, workerLostAlone: 0 } }).uses({ a: [50, 10] });
    scenario
      .after(250)
      .uses({ a: [750, 2e6] })
      .lost('a', end);
    const usage = { highWater: GIB, cpuTime: 750, bytesRead: 2e6 };
    const outcome = { kind: 'worker-lost', retry: 'never', end: { ...end, signal: null } };
    scenario.recorded({ type: 'worker-lost', exitCode: 3, log: 'logs/7.log' });
    scenario.recorded({ type: 'requeued', attempt: 1, outcome, evidence: { usage } });
  });

  it('has the end of a process that was stopped', () => {
    const scenario = two({ timeout: 100, retries: { timedOut: 0 } })
      .after(101)
      .tick();
    scenario.dies('a', 'SIGTERM').recorded({
      type: 'settled',
      outcome: { kind: 'timed-out', retry: 'never', after: 100 },
      evidence: { usage: null, end: { exitCode: null, signal: 'SIGTERM', stderr: [] } },
    });
  });

  it('is absent for a task that succeeds', () => {
    const scenario = two()
      .uses({ a: [1, 1] })
      .done('a');
    const [settled] = scenario.commands.flatMap((c) => (c.type === 'record' ? [c.record] : []));
    expect(settled).not.toHaveProperty('evidence');
  });
});

describe('storage that is full', () => {
  it('ends the batch as drained once running attempts have ended, and keeps the fault', () => {
    const scenario = two().on({ type: 'storage-fault', message: 'no space left' }).running('a');
    scenario.waits('b', 'draining').done('a').settled('a', 'succeeded');
    scenario.recorded({ type: 'ended', settled: 1, unsettled: 1, ending: 'drained' });
    expect(scenario.state.lifecycle.storageFault).toBe('no space left');
  });

  it('ends it as drained even if every task had begun', () => {
    two({ tasks: { a: 1 } })
      .on({ type: 'storage-fault', message: 'no space left' })
      .done('a')
      .recorded({ type: 'ended', settled: 1, unsettled: 0, ending: 'drained' });
  });

  it('takes back orders that were never carried out', () => {
    const scenario = two();
    const voided = [scenario.worker('a')];
    scenario.on({ type: 'storage-fault', message: 'no space left', voided }).running();
    scenario.recorded({ type: 'requeued', cause: 'not-started' }).recorded({ type: 'ended', unsettled: 2 });
  });

  it('settles no task: one whose result could not be written waits to run again', () => {
    const scenario = two().fails('a', 'storage-full');
    scenario.recorded({ type: 'requeued', cause: 'output-failed' });
    scenario.recorded({ type: 'ended', settled: 0, unsettled: 2, ending: 'drained' });
  });
});
