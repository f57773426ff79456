import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dequeue, emptyQueue, enqueue, head, removeFrom, waiting } from './task-queue.ts';

const sizes = fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 1, maxLength: 60 });

describe('tasks that are taken out of the queue', () => {
  it('leave the others in their order, wherever they were', () => {
    fc.assert(
      fc.property(sizes, fc.array(fc.nat(59)), (given, wanted) => {
        const queue = emptyQueue(Float64Array.from(given));
        for (const task of given.keys()) enqueue(queue, task);
        const before = [...waiting(queue)];
        const removed = removeFrom(
          queue,
          wanted.filter((task) => task < given.length),
        );
        const left = before.filter((task) => !wanted.includes(task));
        expect(removed.sort((a, b) => a - b)).toEqual(
          [...new Set(wanted)].filter((task) => task < given.length).sort((a, b) => a - b),
        );
        expect([...waiting(queue)]).toEqual(left);
        expect(queue.length).toBe(left.length);
        for (const task of left) enqueue(emptyAgain(queue, task), task);
        expect([...waiting(queue)].length).toBe(left.length);
      }),
    );
  });
});

/** Takes the first task out, and puts it behind the others of its bucket: the links are whole. */
function emptyAgain(queue: ReturnType<typeof emptyQueue>, task: number): typeof queue {
  const first = head(queue);
  expect(first).not.toBeNull();
  for (let at = first?.bucket ?? 0; at >= 0; at -= 1) {
    if (queue.bucketOf[task] !== at) continue;
    const taken = dequeue(queue, at);
    if (taken !== task) enqueue(queue, taken);
    else return queue;
    at += 1;
  }
  throw new Error(`task ${task} is not in the queue`);
}
