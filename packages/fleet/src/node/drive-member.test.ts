import { describe, expect, it } from 'vitest';
import { memoryLog } from '../log/memory-log.ts';
import { driveMember, type NodeOrder } from './drive-member.ts';

const CONFIG = {
  node: 'me',
  process: 'me-1',
  sign: 50,
  fence: 50_000,
  silence: 100_000,
  budget: 1,
  cores: 1,
};

describe('a node that finds records of a newer version', () => {
  it.each([
    ['a newer version', { v: 2, id: 'new.1', type: 'held', pool: 'p', seat: 1 }],
    ['a newer type', { v: 1, id: 'new.1', type: 'lent', pool: 'p', seat: 1, to: 'box' }],
  ])('does not take a seat with a record of %s for free, and works on', async (_, record) => {
    const log = memoryLog();
    await log.append('seat.p.1', JSON.stringify(record), 0);
    const orders: NodeOrder['type'][] = [];
    const [refused, newer]: [string[], string[]] = [[], []];
    const node = driveMember({
      ...{ config: CONFIG, log },
      order: ({ type }) => orders.push(type),
      refused: (subject, reason) => refused.push(`${subject}: ${reason}`),
      newer: (subject) => newer.push(subject),
    });
    await expect.poll(() => node.member.isJoined).toBe(true);
    await expect.poll(() => refused).toEqual([expect.stringMatching(/^seat\.p\.1: .*update Ballast/)]);
    node.tell({ type: 'want-seat', pool: 'p', seat: 1 });
    expect(orders).toContain('seat-refused');
    node.tell({ type: 'want-seat', pool: 'p', seat: 2 });
    await expect.poll(() => orders).toContain('seat-held');
    await node.stop();
    expect(await log.last('seat.p.1')).toMatchObject({ seq: 1 });
    expect(newer).toEqual([]);
  });

  it('does not take a task with such a record, and reports it', async () => {
    const log = memoryLog();
    await log.append('t.7', JSON.stringify({ v: 1, id: 'new.1', type: 'taken', task: 7 }), 0);
    const newer: string[] = [];
    const node = driveMember({
      ...{ config: CONFIG, log },
      order: () => undefined,
      newer: (subject) => newer.push(subject),
    });
    await expect.poll(() => newer).toEqual(['t.7']);
    await node.stop();
    expect(await log.last('t.7')).toMatchObject({ seq: 1 });
  });
});
