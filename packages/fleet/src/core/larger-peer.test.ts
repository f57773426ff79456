import { describe, expect, it } from 'vitest';
import { emptyBoard, note } from './board.ts';
import { largerPeer, peerCores } from './larger-peer.ts';
import type { FleetRecord } from './record.ts';

const alive = (node: string, budget: number, board = 'b1'): FleetRecord => ({
  ...{ v: 1, id: `alive.${node}`, type: 'alive', node, life: 1, beat: 1, process: 'p', budget, cores: 1 },
  ...{ silence: 30_000, board },
});
const board = (...records: readonly FleetRecord[]): ReturnType<typeof emptyBoard> => {
  const made = emptyBoard();
  for (const [i, record] of records.entries()) note(made, { seq: i + 1, record });
  return made;
};
const of = (known: ReturnType<typeof emptyBoard>, node: string): number | null =>
  largerPeer(known, { node, board: 'b1' });

describe('the node that comes first for what is too large for all', () => {
  it('is the one that has announced the most for this batch', () => {
    const known = board(alive('a', 10), alive('b', 30), alive('c', 20), alive('d', 90, 'b2'));
    expect(of(known, 'a')).toBe(30);
    expect(of(known, 'c')).toBe(30);
    expect(of(known, 'b')).toBeNull();
  });

  it('is one of those with the same budget, and no two wait for each other', () => {
    const known = board(alive('a', 30), alive('b', 30), alive('c', 30));
    expect(['a', 'b', 'c'].map((node) => of(known, node))).toEqual([30, 30, null]);
  });

  it('is not one that is gone, nor anybody before this node has announced its own', () => {
    const dead: FleetRecord = { v: 1, id: 'dead', type: 'dead', node: 'b', life: 1, by: 'a' };
    expect(of(board(alive('a', 10), alive('b', 30), dead), 'a')).toBeNull();
    expect(of(board(alive('b', 30)), 'a')).toBeNull();
  });
});

describe('the cores of the others', () => {
  it('are those of live nodes of this batch', () => {
    const dead: FleetRecord = { v: 1, id: 'dead', type: 'dead', node: 'c', life: 1, by: 'a' };
    const known = board(alive('a', 10), alive('b', 30), alive('c', 20), alive('d', 90, 'b2'), dead);
    expect(peerCores(known, { node: 'a', board: 'b1' })).toBe(1);
    expect(peerCores(known, { node: 'c', board: 'b1' })).toBe(2);
    expect(peerCores(board(alive('a', 10)), { node: 'a', board: 'b1' })).toBe(0);
  });
});
