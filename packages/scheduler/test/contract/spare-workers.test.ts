import { once } from 'node:events';
import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { ownProcesses } from '../../src/worker-pool/own-process.ts';
import type { ProcessTrees } from '../../src/worker-pool/process-tree.ts';
import { SpareWorkers } from '../../src/worker-pool/spare-workers.ts';
import { first, isAlive, MODULE, runningModule, until } from '../support/runners.ts';

interface WatchedTrees {
  readonly trees: ProcessTrees;
  /** Processes that were adopted. */
  readonly pids: number[];
  /** Those of them whose exit was noticed. */
  readonly closed: number[];
}

function watchedTrees(): WatchedTrees {
  const own = ownProcesses();
  const pids: number[] = [];
  const closed: number[] = [];
  return {
    pids,
    closed,
    trees: {
      ...own,
      adopt: (pid) => {
        pids.push(pid);
        return { ...own.adopt(pid), close: () => void closed.push(pid) };
      },
    },
  };
}

describe('processes that start before there is an order', () => {
  it('get the first orders, and are not workers before', async () => {
    const { trees, pids } = watchedTrees();
    const { runner, events } = runningModule(MODULE, { behaviours: ['good', 'good'], inAdvance: 1, trees });
    expect(pids).toHaveLength(1);
    expect(events).toEqual([]);
    runner.run({ worker: 1, task: 0, attempt: 1, go: true, credit: null });
    const ended = await until(() => first(events, 'attempt-ended'));
    expect(ended.end).toMatchObject({ kind: 'succeeded', result: `result of 0 by ${pids[0]}` });
    runner.run({ worker: 2, task: 1, attempt: 1, go: true, credit: null });
    await until(() =>
      events.filter(({ type }) => type === 'attempt-ended').length === 2 ? true : undefined,
    );
    expect(pids).toHaveLength(2);
    expect(runner.pid(2)).toBe(pids[1]);
  });

  it('end if they get none of the first orders', async () => {
    const { trees, pids } = watchedTrees();
    const { runner, events } = runningModule(MODULE, { behaviours: ['slow'], inAdvance: 3, trees });
    runner.run({ worker: 1, task: 0, attempt: 1, go: true, credit: null });
    await until(() => (pids.filter(isAlive).length === 1 ? true : undefined));
    expect(isAlive(pids[0] ?? 0)).toBe(true);
    const ended = await until(() => first(events, 'attempt-ended'));
    expect(ended.end).toMatchObject({ kind: 'succeeded', result: `result of 0 by ${pids[0]}` });
  });

  it('end with the runner if nobody needed them', async () => {
    const { trees, pids } = watchedTrees();
    const { runner } = runningModule(MODULE, { inAdvance: 2, trees });
    expect(pids.map(isAlive)).toEqual([true, true]);
    await runner.close();
    expect(pids.map(isAlive)).toEqual([false, false]);
  });

  it('are replaced if they have ended meanwhile', async () => {
    const { trees, pids, closed } = watchedTrees();
    const { runner, events } = runningModule(MODULE, { behaviours: ['good'], inAdvance: 1, trees });
    const [pid = 0] = pids;
    process.kill(pid, 'SIGKILL');
    // The system may show its end before this process has noticed it.
    await until(() => (closed.includes(pid) ? true : undefined));
    runner.run({ worker: 1, task: 0, attempt: 1, go: true, credit: null });
    const ended = await until(() => first(events, 'attempt-ended'));
    expect(ended.end.kind).toBe('succeeded');
    expect(runner.pid(1)).toBe(pids[1]);
  });

  it('are given to nobody once they are to end, although they are still there', async () => {
    const parts = { argv: [], execArgv: [], env: process.env, trees: ownProcesses() };
    const spares = new SpareWorkers(parts, 2);
    expect(spares.areReady).toBe(true);
    const taken = spares.take();
    expect(taken).not.toBeNull();
    await turn();
    await turn();
    expect(spares.areReady).toBe(false);
    expect(spares.take()).toBeNull();
    await spares.close();
    const gone = taken === null ? null : once(taken.started.child, 'exit');
    taken?.tree.end('now');
    await gone;
  });
});
