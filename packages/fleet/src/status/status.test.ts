import { describe, expect, it } from 'vitest';
import { boardStatus, claimedOn } from './board-status.ts';
import { nodesStatus } from './nodes-status.ts';

const text = (record: object): string => JSON.stringify({ v: 1, id: 'x.1', ...record });
const claimed = (task: number, node: string) => ({
  subject: `t.${task}`,
  text: text({ type: 'claimed', task, attempt: 1, node, life: 1 }),
});
const settled = (task: number, kind: string) => ({
  subject: `t.${task}`,
  text: text({
    type: 'settled',
    task,
    attempt: 1,
    node: 'a',
    life: 1,
    outcome: JSON.stringify({ outcome: { kind } }),
    result: null,
  }),
});

describe('the status of a board', () => {
  it('counts what is settled and claimed, by node, and what is not a record', () => {
    const control = { subject: 'ctl', text: text({ type: 'drain', cause: 'asked', by: 'box' }) };
    const status = boardStatus('b', [
      ...[claimed(1, 'a'), claimed(2, 'b'), claimed(3, 'b'), settled(4, 'succeeded'), settled(5, 'failed')],
      ...[control, { subject: 't.6', text: 'junk' }, { ...claimed(7, 'a'), subject: 't.8' }],
      { subject: 't.9', text: text({ type: 'returned', task: 9, because: 'gone', by: 'a' }) },
    ]);
    expect(status).toMatchObject({ opened: null, settled: 2, succeeded: 1, refused: 2 });
    expect(status.control).toMatchObject({ type: 'drain', by: 'box' });
    expect([...status.claims]).toEqual([
      ['a', 1],
      ['b', 2],
    ]);
    expect(claimedOn(status)).toBe(3);
  });

  it('does not take an answer of the server for an order', () => {
    const answer = JSON.stringify({ type: 'io.nats.jetstream.api.v1.stream_info_response', total: 0 });
    expect(boardStatus('b', [{ subject: 'ctl', text: answer }])).toMatchObject({ control: null, refused: 1 });
  });
});

describe('the status of nodes', () => {
  const sign = (node: string, life: number, age: number) => ({
    subject: `node.${node}`,
    age,
    text: text({ type: 'alive', node, life, beat: 1, process: 'p', budget: 8e9, cores: 4, silence: 30_000 }),
  });
  const seat = (type: 'held' | 'free', key: number, node: string, life: number) => ({
    subject: `seat.orcaflex.${key}`,
    age: 0,
    text: text({ type, pool: 'orcaflex', seat: key, node, life }),
  });

  it('has their signs of life in the order of their names, and the seats of those that live', () => {
    const dead = { subject: 'node.c', age: 5, text: text({ type: 'dead', node: 'c', life: 3, by: 'a' }) };
    const status = nodesStatus([
      ...[sign('b', 1, 20), sign('a', 2, 10), dead, { subject: 'node.d', age: 0, text: '{}' }],
      ...[seat('held', 1, 'a', 2), seat('held', 2, 'a', 1), seat('held', 3, 'c', 3)],
      ...[seat('free', 4, 'b', 1), seat('held', 5, 'b', 1), seat('held', 6, 'b', 1)],
    ]);
    expect(status.nodes.map(({ record, age }) => `${record.node} ${record.type} ${age}`)).toEqual([
      ...['a alive 10', 'b alive 20', 'c dead 5'],
    ]);
    expect([...(status.seats.get('orcaflex') ?? [])]).toEqual([
      ['a', 1],
      ['b', 2],
    ]);
    expect(status.refused).toBe(1);
  });
});
