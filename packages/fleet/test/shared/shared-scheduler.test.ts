import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Fault } from '@ballast/resource-model';
import type { AttemptEnd } from '@ballast/scheduler/journal';
import { describe, expect, it } from 'vitest';
import { emptyBoard, mayFollow, note } from '../../src/core/board.ts';
import type { FleetRecord } from '../../src/core/record.ts';
import { memoryLog } from '../../src/log/memory-log.ts';
import type { SharedLog } from '../../src/log/shared-log.ts';
import { checkRecord } from '../../src/records/check.ts';
import { flakyLog } from './flaky-log.ts';
import { TestNode } from './test-node.ts';
import { succeeded } from './timed-runner.ts';

const SIZES = Array.from({ length: 30 }, (_, i) => 10 + (i % 7));

/** Everything that a log in memory holds. */
async function recordsOf(log: SharedLog): Promise<FleetRecord[]> {
  const records: FleetRecord[] = [];
  const stop = new AbortController();
  setTimeout(() => stop.abort(), 200);
  await log.follow(
    1,
    ({ text }) => {
      const checked = checkRecord(text);
      if (checked.ok) records.push(checked.record);
    },
    stop.signal,
  );
  return records;
}

function judge(records: readonly FleetRecord[], tasks: number): void {
  const board = emptyBoard();
  for (const [i, record] of records.entries()) {
    expect(mayFollow(board, record), JSON.stringify(record)).toBe(true);
    note(board, { seq: i + 1, record });
  }
  const settled = records.flatMap((record) => (record.type === 'settled' ? [record.task] : []));
  expect(settled.sort((a, b) => a - b)).toEqual(Array.from({ length: tasks }, (_, task) => task));
}

/** A seat is held by one node at a time: the most that run at the same time. */
async function mostAtOnce(nodes: readonly TestNode[], until: Promise<unknown>): Promise<number> {
  let most = 0;
  let isOver = false;
  void until.then(() => {
    isOver = true;
  });
  while (!isOver) {
    most = Math.max(
      most,
      nodes.reduce((sum, { runner }) => sum + runner.size, 0),
    );
    await pause(2);
  }
  return most;
}

describe('schedulers that share a batch', () => {
  it('settle each task once, although requests and answers are lost', async () => {
    const log = memoryLog();
    let isFlaky = true;
    const nodes = ['a', 'b', 'c'].map(
      (name) => new TestNode(name, { log: flakyLog(log, () => isFlaky), sizes: SIZES }),
    );
    const ends = Promise.all(nodes.map(({ ended }) => ended));
    setTimeout(() => {
      isFlaky = false;
    }, 1500);
    for (const state of await ends) expect(state.progress.settled).toBe(SIZES.length);
    await Promise.all(nodes.map((node) => node.over()));
    judge(await recordsOf(log), SIZES.length);
  });

  it('give back what needs more memory than its node may use by now, and a larger one does it', async () => {
    const log = memoryLog();
    let memoryNow = 1000;
    const small = new TestNode('small', {
      ...{ log, sizes: [20], time: 60_000, tryAgain: true },
      memoryNow: () => memoryNow,
    });
    await until(() => small.runner.begun.length === 1);
    const large = new TestNode('large', { log, sizes: [20] });
    memoryNow = 10;
    await until(() => small.state.machine.largestPeer !== null && small.state.machine.capacity.memory === 10);
    // The attempt is lost, and the next one has no room here.
    small.runner.stop(small.state.tasks.active.get(0)?.worker ?? 0);
    await Promise.all([small, large].map((node) => node.over()));
    const records = await recordsOf(log);
    judge(records, 1);
    expect(records.find(({ type }) => type === 'returned')).toMatchObject({ task: 0, by: 'small' });
    expect([small.runner.begun, large.runner.begun]).toEqual([[0], [0]]);
  });

  it('do what a node gave back that left', async () => {
    const log = memoryLog();
    const [first, second] = ['a', 'b'].map((name) => new TestNode(name, { log, sizes: SIZES, time: 30 }));
    await pause(300);
    await first?.leave();
    expect((await second?.ended)?.progress.settled).toBe(SIZES.length);
    await second?.over();
    judge(await recordsOf(log), SIZES.length);
  });

  it('do what a node had that died', async () => {
    const log = memoryLog();
    const [first, second] = ['a', 'b'].map((name) => new TestNode(name, { log, sizes: SIZES, time: 60 }));
    while ((first?.runner.size ?? 0) === 0) await pause(5);
    await first?.die();
    expect((await second?.ended)?.progress.settled).toBe(SIZES.length);
    await second?.over();
    const records = await recordsOf(log);
    judge(records, SIZES.length);
    expect(records).toContainEqual(expect.objectContaining({ type: 'dead', node: 'a', by: 'b' }));
  });

  it('leave a giant to the node with the larger budget', async () => {
    const log = memoryLog();
    const sizes = [...SIZES, 500];
    const small = new TestNode('small', { log, sizes, memory: 200 });
    const large = new TestNode('large', { log, sizes, memory: 2000 });
    await Promise.all([small.ended, large.ended]);
    await Promise.all([small.over(), large.over()]);
    judge(await recordsOf(log), sizes.length);
    // Whoever was first may have begun before it knew of the other; nobody does it twice.
    expect([...small.runner.begun, ...large.runner.begun].filter((task) => task === 30)).toHaveLength(1);
  });

  it('do not wait for each other with what is too large for both just now', async () => {
    const log = memoryLog();
    const sizes = [...SIZES, 950];
    const nodes = ['a', 'b'].map(
      (name) => new TestNode(name, { log, sizes, memory: 1000, memoryNow: () => 900 }),
    );
    await Promise.all(nodes.map(({ ended }) => ended));
    await Promise.all(nodes.map((node) => node.over()));
    judge(await recordsOf(log), sizes.length);
  });

  it('never use more seats than the pool has, and give them to each other', async () => {
    const log = memoryLog();
    const seats = { pool: 'orcaflex', count: 2, per: 'process' } as const;
    const sizes = SIZES.slice(0, 12);
    const nodes = ['a', 'b', 'c'].map((name) => new TestNode(name, { log, sizes, seats, time: 20 }));
    const ends = Promise.all(nodes.map(({ ended }) => ended));
    expect(await mostAtOnce(nodes, ends)).toBeLessThanOrEqual(2);
    await Promise.all(nodes.map((node) => node.over()));
    judge(await recordsOf(log), sizes.length);
  });

  it('begin nothing on a seat whose fence has passed while their node was stopped, and do it afterwards', async () => {
    const log = memoryLog();
    const seats = { pool: 'orcaflex', count: 1, per: 'process' } as const;
    const node = new TestNode('a', { log, sizes: [10], seats, time: 3000, tryAgain: true });
    await until(() => node.runner.size === 1);
    // What follows an answer of the system runs before any timer, so that the node does not first renew its sign of life.
    await readFile(fileURLToPath(import.meta.url));
    const awake = performance.now() + 2000;
    while (performance.now() < awake);
    node.runner.lose(node.state.tasks.active.get(0)?.worker ?? 0);
    await new Promise((resolve) => setImmediate(resolve));
    expect(node.runner.begun).toEqual([0]);
    expect((await node.ended).progress.settled).toBe(1);
    await node.over();
    expect(node.runner.begun).toEqual([0, 0]);
    const records = await recordsOf(log);
    judge(records, 1);
    expect(records).toContainEqual(expect.objectContaining({ type: 'returned', because: 'own fence' }));
  });
});

describe('a task that fails for a fault of its node', () => {
  const blind = (task: number): AttemptEnd => failed(task, { code: 'FILE_UNREADABLE' });
  const outcomesOf = (records: readonly FleetRecord[]): string[] =>
    records.flatMap((record) =>
      record.type === 'settled' ? [(JSON.parse(record.outcome) as Settled).outcome.kind] : [],
    );

  it('is given to another node, and the first one leaves it alone', async () => {
    const log = memoryLog();
    const sizes = SIZES.slice(0, 8);
    const good = new TestNode('good', { log, sizes, time: 30 });
    while (good.runner.size === 0) await pause(5);
    const bad = new TestNode('bad', { log, sizes, time: 5, endOf: blind });
    await Promise.all([good.ended, bad.ended]);
    await Promise.all([good.over(), bad.over()]);
    const records = await recordsOf(log);
    judge(records, sizes.length);
    expect(outcomesOf(records)).toEqual(sizes.map(() => 'succeeded'));
    const returned = records.filter(({ type }) => type === 'returned');
    expect(returned.length).toBeGreaterThan(0);
    expect(returned).toContainEqual(
      expect.objectContaining({ by: 'bad', fault: 'FILE_UNREADABLE', because: 'FILE_UNREADABLE: not here' }),
    );
    expect(new Set(bad.runner.begun).size).toBe(bad.runner.begun.length);
  });

  it('has failed if two nodes cannot do it', async () => {
    const log = memoryLog();
    const sizes = SIZES.slice(0, 4);
    const nodes = ['a', 'b'].map((name) => new TestNode(name, { log, sizes, time: 20, endOf: blind }));
    await Promise.all(nodes.map(({ driven }) => until(() => driven.member.isJoined)));
    await Promise.all(nodes.map((node) => node.over()));
    const records = await recordsOf(log);
    judge(records, sizes.length);
    expect(outcomesOf(records)).toEqual(sizes.map(() => 'failed'));
    // By none more often than twice: the second time if the other one had left.
    for (const { runner } of nodes)
      for (const task of runner.begun)
        expect(runner.begun.filter((one) => one === task).length).toBeLessThan(3);
  });

  it('has failed if nobody else is there', async () => {
    const log = memoryLog();
    const alone = new TestNode('alone', { log, sizes: SIZES.slice(0, 3), endOf: blind });
    await alone.ended;
    await alone.over();
    const records = await recordsOf(log);
    judge(records, 3);
    expect(outcomesOf(records)).toEqual(['failed', 'failed', 'failed']);
    expect(records.filter(({ type }) => type === 'returned')).toEqual([]);
  });

  it('has failed at once if the fault is that of the file', async () => {
    const log = memoryLog();
    const damaged = (task: number): AttemptEnd => failed(task, { code: 'HEADER_IMPLAUSIBLE' });
    const nodes = ['a', 'b'].map(
      (name) => new TestNode(name, { log, sizes: SIZES.slice(0, 6), endOf: damaged }),
    );
    await Promise.all(nodes.map(({ ended }) => ended));
    await Promise.all(nodes.map((node) => node.over()));
    const records = await recordsOf(log);
    judge(records, 6);
    expect(records.filter(({ type }) => type === 'returned')).toEqual([]);
  });

  it('comes back to its node if the other one goes without having tried it', async () => {
    const log = memoryLog();
    const sizes = SIZES.slice(0, 12);
    const slow = new TestNode('slow', { log, sizes, time: 400 });
    await until(() => slow.runner.begun.includes(6));
    // The largest of those that are left.
    const endOf = (task: number): AttemptEnd => (task === 5 ? blind(5) : succeeded(task));
    const own = new TestNode('own', { log, sizes, time: 100, endOf });
    await until(() => slow.driven.member.board.declined.has(5) || slow.runner.begun.includes(5));
    await slow.leave();
    await own.ended;
    await own.over();
    const records = await recordsOf(log);
    judge(records, sizes.length);
    const settled = records.find((record) => record.type === 'settled' && record.task === 5);
    expect(settled).toMatchObject(slow.runner.begun.includes(5) ? { node: 'slow' } : { node: 'own' });
  });
});

interface Settled {
  readonly outcome: { readonly kind: string };
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await pause(5);
}

function failed(task: number, fault: Pick<Fault, 'code' | 'class'>): AttemptEnd {
  const { measures } = succeeded(task);
  return { kind: 'failed', fault: { message: 'not here', ...fault }, measures };
}
