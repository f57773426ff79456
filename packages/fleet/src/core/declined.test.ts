import { describe, expect, it } from 'vitest';
import { emptyBoard, note } from './board.ts';
import { leavesAlone, mayDecline, nodesLeftFor } from './declined.ts';
import type { FleetRecord } from './record.ts';

const OWN = { node: 'a', board: 'b1' };
const alive = (node: string, board = 'b1'): FleetRecord => ({
  ...{ v: 1, id: `alive.${node}`, type: 'alive', node, life: 1, beat: 1, process: 'p', budget: 1, cores: 1 },
  ...{ silence: 30_000, board },
});
const returned = (by: string, fault?: string): FleetRecord => ({
  ...{ v: 1, id: `returned.${by}`, type: 'returned', task: 7, by, because: 'x' },
  ...(fault === undefined ? {} : { fault }),
});
const board = (...records: readonly FleetRecord[]): ReturnType<typeof emptyBoard> => {
  const made = emptyBoard();
  for (const [i, record] of records.entries()) note(made, { seq: i + 1, record });
  return made;
};

describe('a task that a node cannot do', () => {
  it('is given back if another live node of the batch is there', () => {
    expect(mayDecline(board(alive('a')), OWN, 7)).toBe(false);
    expect(mayDecline(board(alive('a'), alive('b', 'b2')), OWN, 7)).toBe(false);
    expect(mayDecline(board(alive('a'), alive('b')), OWN, 7)).toBe(true);
    const dead: FleetRecord = { v: 1, id: 'dead', type: 'dead', node: 'b', life: 1, by: 'c' };
    expect(mayDecline(board(alive('a'), alive('b'), dead), OWN, 7)).toBe(false);
  });

  it('is given back once', () => {
    expect(mayDecline(board(alive('a'), alive('b'), returned('b', 'X')), OWN, 7)).toBe(false);
    expect(mayDecline(board(alive('a'), alive('b'), alive('c'), returned('b', 'X')), OWN, 7)).toBe(false);
    // For another reason it may be given back at any time.
    expect(mayDecline(board(alive('a'), alive('b'), returned('b')), OWN, 7)).toBe(true);
  });

  it('is left alone as long as another node can try it', () => {
    const known = board(alive('a'), alive('b'), returned('a', 'X'));
    expect(leavesAlone(known, OWN, 7)).toBe(true);
    expect(leavesAlone(known, { ...OWN, node: 'b' }, 7)).toBe(false);
    note(known, { seq: 9, record: returned('b', 'X') });
    expect(leavesAlone(known, OWN, 7)).toBe(false);
    expect(nodesLeftFor(known, OWN, 7)).toEqual([]);
  });

  it('is known to have been given back, also if that arrives late', () => {
    const known = board(alive('a'), alive('b'));
    note(known, {
      seq: 20,
      record: { v: 1, id: 'c', type: 'claimed', task: 7, attempt: 2, node: 'b', life: 1 },
    });
    note(known, { seq: 15, record: returned('a', 'X') });
    expect(known.tasks.get(7)?.record.type).toBe('claimed');
    expect(known.declined.get(7)).toEqual(new Set(['a']));
  });
});
