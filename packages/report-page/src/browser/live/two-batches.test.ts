import { expect, it } from 'vitest';
import type { ListedBatch } from '../../live/live-document.ts';
import { latestOfEach, pairOf } from './two-batches.ts';

const batch = (id: string, startedAt: string): ListedBatch => ({
  ...{ id, startedAt, folder: `/out/${id}`, name: id, state: 'complete' },
  ...{ files: 1, succeeded: 1, makespan: 1, memoryError: null, computeError: null },
});

const batches = [batch('a', '2031-03'), batch('b', '2031-02'), batch('a', '2031-01')];

it('the latest batch of each folder can be chosen', () => {
  expect(latestOfEach(batches)).toEqual(batches.slice(0, 2));
});

it('two chosen batches are set beside each other, the earlier one first, and none beside itself', () => {
  expect(pairOf(batches, ['a'])).toBeNull();
  expect(pairOf(batches, ['a', 'b'])).toEqual({ first: 'b', second: 'a' });
});
