import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tasksOfShard } from './choose.ts';

const MIB = 1 << 20;

function all(sizes: readonly number[], of: number): (readonly number[])[] {
  return Array.from({ length: of }, (_, i) => tasksOfShard(sizes, { index: i + 1, of }));
}

const SIZES = fc.array(fc.nat(2 ** 40), { maxLength: 60 });

describe('the tasks of a shard', () => {
  it('are every task exactly once over all shards, in order', () => {
    fc.assert(
      fc.property(SIZES, fc.integer({ min: 1, max: 20 }), (sizes, of) => {
        const shards = all(sizes, of);
        for (const tasks of shards) expect(tasks).toEqual([...tasks].sort((a, b) => a - b));
        expect(shards.flat().sort((a, b) => a - b)).toEqual([...sizes.keys()]);
      }),
    );
  });

  it('weigh at most one largest file more in one shard than in another', () => {
    fc.assert(
      fc.property(SIZES, fc.integer({ min: 1, max: 20 }), (sizes, of) => {
        const loads = all(sizes, of).map((tasks) =>
          tasks.reduce((sum, task) => sum + (sizes[task] ?? 0) + MIB, 0),
        );
        expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(Math.max(0, ...sizes) + MIB);
      }),
    );
  });

  it('are spread by number where sizes are equal', () => {
    expect(all([5, 5, 5, 5, 5], 2)).toEqual([
      [0, 2, 4],
      [1, 3],
    ]);
  });

  it('keep a giant away from the rest', () => {
    expect(all([MIB, 100 * MIB, MIB, MIB], 2)).toEqual([[1], [0, 2, 3]]);
  });

  it('are none where there are fewer files than shards', () => {
    expect(tasksOfShard([1, 2], { index: 3, of: 3 })).toEqual([]);
  });
});
