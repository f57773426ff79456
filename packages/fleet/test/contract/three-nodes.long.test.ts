import { setTimeout as pause } from 'node:timers/promises';
import { natsLog } from '@ballast/fleet-nats';
import { noServer, testServer } from '@ballast/fleet-nats/testing';
import { describe, expect, it } from 'vitest';
import { emptyBoard, isOpen, mayFollow, note } from '../../src/core/board.ts';
import type { FleetRecord } from '../../src/core/record.ts';
import { memoryLog } from '../../src/log/memory-log.ts';
import type { SharedLog } from '../../src/log/shared-log.ts';
import { type DrivenMember, driveMember } from '../../src/node/drive-member.ts';
import { checkRecord } from '../../src/records/check.ts';

const TASKS = 30;

/** A node that does one task at a time, each in some milliseconds. */
function node(name: string, log: SharedLog, counted: number[]): DrivenMember {
  const end = { kind: 'settled', outcome: '{"kind":"succeeded"}', result: null } as const;
  const driven = driveMember({
    config: { node: name, process: `${name}-1`, sign: 200, fence: 1500, silence: 3000, budget: 1, cores: 1 },
    log,
    order: (order) => {
      if (order.type === 'run') setTimeout(() => driven.tell({ type: 'ended', task: order.task, end }), 20);
      if (order.type === 'counted') counted.push(order.task);
    },
  });
  return driven;
}

/** Chooses tasks until all are settled on the board of this node. */
async function work({ member, tell }: DrivenMember, isStopped: () => boolean = () => false): Promise<void> {
  const all = Array.from({ length: TASKS }, (_, task) => task);
  const isDone = (task: number): boolean => member.board.tasks.get(task)?.record.type === 'settled';
  while (!isStopped() && !all.every(isDone)) {
    const task = all.find((one) => isOpen(member.board, one));
    if (member.isJoined && member.work.size === 0 && task !== undefined)
      tell({ type: 'want', task, attempt: 1, needsSeat: false });
    await pause(5);
  }
}

async function recordsOf(log: SharedLog): Promise<FleetRecord[]> {
  const [records, stop] = [[] as FleetRecord[], new AbortController()];
  const last = setTimeout(() => stop.abort(), 1000);
  await log.follow(
    1,
    ({ text }) => {
      const checked = checkRecord(text);
      if (checked.ok) records.push(checked.record);
      last.refresh();
    },
    stop.signal,
  );
  return records;
}

function judge(records: readonly FleetRecord[]): void {
  const board = emptyBoard();
  for (const [i, record] of records.entries()) {
    expect(mayFollow(board, record), JSON.stringify(record)).toBe(true);
    note(board, { seq: i + 1, record });
  }
  const settled = records.flatMap((record) => (record.type === 'settled' ? [record.task] : []));
  expect(settled.sort((a, b) => a - b)).toEqual(Array.from({ length: TASKS }, (_, task) => task));
}

describe('three nodes', () => {
  it('share the tasks of a log in memory, and settle each once', async () => {
    const log = memoryLog();
    const counted: number[] = [];
    const nodes = ['a', 'b', 'c'].map((name) => node(name, log, counted));
    await Promise.all(nodes.map((one) => work(one)));
    for (const one of nodes) await one.stop();
    judge(await recordsOf(log));
    expect(counted.sort((a, b) => a - b)).toEqual(Array.from({ length: TASKS }, (_, task) => task));
  });

  it.runIf(noServer() === null)('do that on a server that is killed, with a node that dies', async () => {
    await using server = await testServer();
    const open = (): Promise<SharedLog> =>
      natsLog({ server: server.url, id: 'three', create: true, patience: 500 });
    const logs = [await open(), await open(), await open()];
    const counted: number[] = [];
    const nodes = logs.map((log, i) => node(`n${i}`, log, counted));
    const [first, ...others] = nodes;
    let isDead = false;
    const worked = [work(first as DrivenMember, () => isDead), ...others.map((one) => work(one))];
    await pause(300);
    await first?.stop();
    isDead = true;
    await server.kill();
    await pause(700);
    await server.start();
    await Promise.all(worked);
    for (const one of nodes) await one.stop();
    const reader = await open();
    logs.push(reader);
    const records = await recordsOf(reader);
    judge(records);
    for (const log of logs) await log.close();
  });
});
