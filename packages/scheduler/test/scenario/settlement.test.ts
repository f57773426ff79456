import { describe, expect, it } from 'vitest';
import { Scenario } from './scenario.ts';

describe('settlement', () => {
  it("limits the damage of a worker's death to its task", () => {
    const scenario = new Scenario({ tasks: { a: 3, b: 2, c: 1 }, memory: 5 }).running('a', 'b');
    const lost = scenario.worker('a');
    scenario.dies('a', 'SIGSEGV').settled('a', 'worker-lost').running('b', 'c');
    expect(scenario.worker('c')).not.toBe(lost);
    scenario.done('b').done('c').settled('b', 'succeeded').commanded('finish');
  });

  it('gives a task to another worker if a used worker died without a report', () => {
    const scenario = new Scenario({ tasks: { a: 1, b: 1 }, memory: 1 }).done('a').running('b');
    scenario.after(5).dies('b').recorded({ type: 'requeued', cause: 'worker-was-dying' }).running('b');
    scenario.after(5).dies('b').settled('b', 'worker-lost');
  });

  it('does not blame a file when the signal that stops the batch ends its worker too', () => {
    const scenario = new Scenario({ tasks: { a: 1, b: 1 }, memory: 5 });
    scenario.on({ type: 'drain', cause: 'Ctrl-C' }).dies('a', 'SIGINT').settled('a', 'cancelled');
    scenario.dies('b', 'SIGSEGV').settled('b', 'worker-lost');
  });

  it('stops an attempt that takes too long, politely first, and settles it as timed out', () => {
    const scenario = new Scenario({ tasks: { a: 1 }, memory: 5, timeout: 1000 });
    scenario.after(1000).tick().commanded();
    scenario.after(1).tick().commanded('stop-worker');
    expect(scenario.commands).toContainEqual(expect.objectContaining({ how: 'politely' }));
    scenario.after(4999).tick().commanded();
    scenario.after(1).tick();
    expect(scenario.commands).toContainEqual(expect.objectContaining({ type: 'stop-worker', how: 'now' }));
    scenario.dies('a').settled('a', 'timed-out');
  });

  it('ends only when everything is settled', () => {
    const scenario = new Scenario({ tasks: { a: 1, b: 1 }, memory: 5 });
    scenario.done('a').commanded();
    scenario
      .done('b')
      .commanded('finish')
      .recorded({ type: 'ended', settled: 2, unsettled: 0, ending: 'complete' });
  });

  it('admits nothing more while it drains, and lets running attempts end', () => {
    const scenario = new Scenario({ tasks: { a: 1, b: 1 }, memory: 1 }).running('a');
    scenario.on({ type: 'drain', cause: 'Ctrl-C' }).waits('b', 'draining');
    scenario.done('a').settled('a', 'succeeded').recorded({ type: 'ended', unsettled: 1, ending: 'drained' });
  });

  it('stops running attempts when it is cancelled', () => {
    const scenario = new Scenario({ tasks: { a: 1, b: 1 }, memory: 1 });
    scenario.on({ type: 'cancel', cause: 'Ctrl-C' }).commanded('stop-worker');
    scenario.dies('a').settled('a', 'cancelled').recorded({ type: 'ended', ending: 'cancelled' });
  });

  it('ignores late reports of an attempt that is being stopped', () => {
    const scenario = new Scenario({ tasks: { a: 1 }, memory: 1, timeout: 10 });
    scenario.after(11).tick();
    scenario.done('a');
    expect(scenario.state.progress.settled).toBe(0);
    scenario.dies('a').settled('a', 'timed-out');
  });

  it('ends a batch without inputs at once', () => {
    new Scenario({ tasks: {}, memory: 1 }).commanded('finish');
  });
});
