import { GIB } from '@ballast/resource-model';
import { describe, expect, it } from 'vitest';
import { taskState } from '../../src/core/explain.ts';
import { waitReasonText } from '../../src/core/state/tasks/wait-reason.ts';
import { Scenario } from './scenario.ts';

const PROOF = { kind: 'cgroup-oom-kill', counter: 3 } as const;
const two = (more: object = {}): Scenario =>
  new Scenario({ tasks: { a: 2, b: 1 }, memory: 8, workers: 1, retries: {}, ...more });

describe('a task that loses its worker', () => {
  it('is retried once among others, then twice alone, and is then quarantined', () => {
    const scenario = new Scenario({ tasks: { a: 2, b: 1, c: 1 }, memory: 8, retries: {} });
    scenario.running('a', 'b', 'c').dies('a', 'SIGSEGV').recorded({ type: 'requeued', cause: 'worker-lost' });
    scenario.running('a', 'b', 'c').dies('a', 'SIGSEGV').running('b', 'c').waits('a', 'after-others');
    scenario.done('b').running('c').done('c').running('a').recorded({ type: 'admitted', alone: true });
    scenario.dies('a', 'SIGSEGV').running('a').recorded({ type: 'admitted', alone: true });
    scenario.dies('a', 'SIGSEGV').settled('a', 'worker-lost').commanded('finish');
    expect(scenario.state.tasks.outcomes[0]).toMatchObject({ retry: 'never', quarantined: true, lost: 4 });
    expect(scenario.state.progress.failed).toBe(1);
  });

  it('succeeds if the next worker survives', () => {
    two().dies('a').running('a').done('a').done('b').settled('a', 'succeeded').commanded('finish');
  });

  it('lets nothing else run while it runs alone', () => {
    const scenario = new Scenario({
      tasks: { a: 2, b: 1 },
      memory: 8,
      retries: { workerLost: 0, unstableInput: 1 },
    });
    scenario.dies('a').fails('b', 'input-changed').running('a').after(5000).tick().running('a');
    scenario.waits('b', 'runs-alone').done('a').running('b');
  });

  it('is retried alone as often as the policy allows', () => {
    const scenario = two({ tasks: { a: 1 }, retries: { workerLost: 0, workerLostAlone: 3 } });
    scenario.dies('a').dies('a').dies('a').running('a').dies('a').settled('a', 'worker-lost');
    expect(scenario.state.tasks.outcomes[0]).toMatchObject({ quarantined: true, lost: 4 });
  });

  it('settles at once without retries, and is not quarantined', () => {
    const scenario = two({ retries: { workerLost: 0, workerLostAlone: 0 } }).dies('a');
    expect(scenario.state.tasks.outcomes[0]).toEqual({
      kind: 'worker-lost',
      retry: 'never',
      end: { exitCode: null, signal: 'SIGKILL', stderr: [] },
    });
  });

  it('is left to the next batch if this one admits nothing more', () => {
    const scenario = two().on({ type: 'drain', cause: 'Ctrl-C' }).dies('a', 'SIGSEGV');
    expect(scenario.state.tasks.outcomes[0]).toMatchObject({ kind: 'worker-lost', retry: 'same-demand' });
  });
});

describe('a task whose worker was killed because other programs had taken memory', () => {
  const crowded = (): Scenario =>
    two({ tasks: { a: 3 } })
      .after(1000)
      .holds({ a: 2 })
      .budget(4);

  it('waits again like others, and nothing is held against its file', () => {
    const scenario = crowded().lost('a', { signal: 'SIGKILL', proof: PROOF });
    scenario.recorded({ type: 'requeued', cause: 'memory-needed' }).running('a');
    expect(scenario.state.tasks.active.get(0)?.reservation.alone).toBe(false);
    expect(scenario.state.failures.floors.size).toBe(0);
    scenario.budget(8).done('a').settled('a', 'succeeded');
  });

  it('is at fault if it held more than it was expected to need', () => {
    const scenario = crowded().holds({ a: 3.5 }).lost('a', { signal: 'SIGKILL', proof: PROOF });
    scenario.recorded({ type: 'requeued', cause: 'out-of-memory' });
  });

  it('is at fault if the budget did not fall', () => {
    const scenario = two({ tasks: { a: 3 } })
      .holds({ a: 2 })
      .lost('a', { proof: PROOF });
    scenario.recorded({ type: 'requeued', cause: 'out-of-memory' });
  });

  it('is at fault from the fourth time on', () => {
    const scenario = crowded();
    for (let kill = 1; kill <= 3; kill += 1) scenario.budget(4).budget(3.9).lost('a', { proof: PROOF });
    scenario.budget(4).budget(3.9).lost('a', { proof: PROOF });
    scenario.recorded({ type: 'requeued', cause: 'out-of-memory' });
  });
});

describe('a task that ran out of memory', () => {
  it('is retried once, alone and with half as much memory again', () => {
    const scenario = two().holds({ a: 3 }).lost('a', { signal: 'SIGKILL', proof: PROOF });
    scenario.recorded({ type: 'requeued', cause: 'out-of-memory', nextAlone: true }).running('b').done('b');
    scenario.running('a').done('a').settled('a', 'succeeded');
    const held = scenario.commands.flatMap((c) =>
      c.type === 'record' && c.record.type === 'settled' ? [c.record] : [],
    );
    expect(held[0]?.reserved).toBeGreaterThanOrEqual(4.5 * GIB);
  });

  it('is refused the second time, with the memory that it would need', () => {
    const scenario = two().holds({ a: 3 }).lost('a', { proof: PROOF }).done('b').holds({ a: 5 });
    scenario.lost('a', { proof: PROOF }).settled('a', 'refused').commanded('finish');
    expect(scenario.state.tasks.outcomes[0]).toMatchObject({
      needed: 7.5 * GIB,
      reason: 'it ran out of memory 2 times, the last time running alone, and held 5.00 GiB',
    });
  });

  it('is recognised only with a proof', () => {
    const scenario = two({ retries: { outOfMemory: 0, workerLost: 0, workerLostAlone: 0 } });
    scenario.lost('a', { proof: PROOF }).settled('a', 'out-of-memory');
    scenario.lost('b', { signal: 'SIGKILL', proof: null }).settled('b', 'worker-lost');
  });
});

describe('an input', () => {
  it('that changed while it was being read is read once more, a little later', () => {
    const scenario = two().fails('a', 'input-changed').running('b').waits('a', 'backing-off');
    scenario.done('b').running().after(1000).tick().running('a').fails('a', 'input-changed');
    scenario.settled('a', 'failed').recorded({ type: 'settled', attempt: 2 });
  });

  it('that vanished is looked up after increasing pauses, up to the deadline', () => {
    const scenario = two({ tasks: { a: 1 }, retries: { unavailableInput: 10_000 } });
    scenario.fails('a', 'input-missing').running().waits('a', 'backing-off');
    const waiting = taskState(scenario.state, 0);
    expect(waiting.state === 'queued' ? waitReasonText(waiting.waitingOn) : '').toMatch(
      /^its file is unavailable; the next attempt is in \d+ ms$/,
    );
    let looks = 0;
    for (; scenario.state.progress.settled === 0; looks += 1) {
      scenario
        .after(Math.max(1, scenario.state.tasks.aside.nextAt - scenario.now))
        .tick()
        .running('a');
      scenario.fails('a', 'input-missing');
    }
    expect(scenario.now).toBe(10_000);
    expect(looks).toBeGreaterThan(2);
    expect(looks).toBeLessThan(12);
    expect(scenario.state.tasks.outcomes[0]).toMatchObject({ kind: 'failed', retry: 'same-demand' });
  });

  it('that comes back is read', () => {
    const scenario = two({ tasks: { a: 1 } }).fails('a', 'input-unavailable');
    scenario.after(1000).tick().done('a').settled('a', 'succeeded');
  });

  it('that was missing or empty from the beginning fails at once', () => {
    two({ tasks: { a: 0 } })
      .fails('a', 'input-missing')
      .settled('a', 'failed')
      .commanded('finish');
  });

  it('that may not be read fails at once', () => {
    two().fails('a', null).settled('a', 'failed');
  });
});

describe('a task that makes no progress', () => {
  const still = (more: object = {}): Scenario =>
    new Scenario({ tasks: { a: 1 }, memory: 8, hungAfter: 1000, retries: {}, ...more });

  it('is stopped politely, then killed, and settles as hung', () => {
    const scenario = still()
      .loaded('a')
      .uses({ a: [500, 0] })
      .after(999)
      .uses({ a: [510, 10] })
      .commanded();
    scenario
      .after(1)
      .uses({ a: [520, 20] })
      .commanded('stop-worker');
    expect(scenario.commands).toContainEqual(expect.objectContaining({ how: 'politely' }));
    scenario.after(5000).tick();
    expect(scenario.commands).toContainEqual(expect.objectContaining({ how: 'now' }));
    scenario.dies('a').settled('a', 'hung');
    expect(scenario.state.tasks.outcomes[0]).toMatchObject({ idleFor: 1000 });
  });

  it('does not hang while it uses a core, reads or reports', () => {
    const scenario = still().uses({ a: [0, 0] });
    scenario
      .after(900)
      .uses({ a: [200, 0] })
      .after(900)
      .uses({ a: [200, 1e6] });
    scenario.after(900).uses({ a: [200, 1e6] });
    const { worker } = scenario.state.tasks.active.get(0) ?? { worker: 0 };
    scenario
      .on({ type: 'loading', worker, task: 0, bytesRead: 5 })
      .after(900)
      .uses({ a: [200, 1e6] });
    scenario
      .commanded()
      .after(100)
      .uses({ a: [200, 1e6] })
      .commanded('stop-worker');
  });

  it('is not hung while it waits at the gate', () => {
    const scenario = still({ tasks: { a: 4, b: 4 }, memory: 8, cores: 1, growth: 'after-loading' });
    scenario
      .unusedCores(400)
      .loaded('a')
      .loaded('b')
      .uses({ b: [0, 0] });
    expect(scenario.states()).toEqual({ a: 'computing', b: 'loaded' });
    for (let i = 0; i < 4; i += 1)
      scenario
        .after(900)
        .uses({ b: [0, 0] })
        .commanded();
  });

  it('is retried if the policy allows it', () => {
    const scenario = still({ retries: { hung: 1 } })
      .uses({ a: [0, 0] })
      .after(1000)
      .uses({ a: [0, 0] });
    scenario.dies('a').recorded({ type: 'requeued', cause: 'hung' }).running('a');
  });
});
