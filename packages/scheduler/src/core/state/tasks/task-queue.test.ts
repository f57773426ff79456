import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dequeue, emptyQueue, enqueue, head, headAtOrBelow, smallest, waiting } from './task-queue.ts';

function queueOf(...sizes: number[]): ReturnType<typeof emptyQueue> {
  const queue = emptyQueue(Float64Array.from(sizes));
  for (const task of sizes.keys()) enqueue(queue, task);
  return queue;
}

describe('the queue', () => {
  it('has the largest task at its head and the smallest at its end', () => {
    const queue = queueOf(10, 4000, 1, 300);
    expect([head(queue)?.task, smallest(queue)?.task]).toEqual([1, 2]);
    expect([...waiting(queue)]).toEqual([1, 3, 0, 2]);
  });

  it('serves tasks of one size in the order of their arrival, one that comes back last', () => {
    const queue = queueOf(5, 5, 5);
    const bucket = head(queue)?.bucket ?? -1;
    expect(dequeue(queue, bucket)).toBe(0);
    enqueue(queue, 0);
    expect([...waiting(queue)]).toEqual([1, 2, 0]);
  });

  it('skips buckets that have become empty', () => {
    const queue = queueOf(8, 1000, 100);
    dequeue(queue, head(queue)?.bucket ?? -1);
    expect(head(queue)?.task).toBe(2);
    expect(headAtOrBelow(queue, (head(queue)?.bucket ?? 0) - 1)?.task).toBe(0);
    expect(dequeue(queue, 500)).toBe(-1);
  });

  it('yields every task once, never a larger one after a smaller one of another bucket', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1e9 }), { maxLength: 50 }), (sizes) => {
        const queue = queueOf(...sizes);
        const order: number[] = [];
        for (let next = head(queue); next !== null; next = head(queue)) {
          order.push(dequeue(queue, next.bucket));
        }
        expect(order.toSorted((a, b) => a - b)).toEqual([...sizes.keys()]);
        const buckets = order.map((task) => queue.bucketOf[task] ?? -1);
        expect(buckets).toEqual(buckets.toSorted((a, b) => b - a));
        expect(queue.length).toBe(0);
      }),
    );
  });
});
