import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventHeap } from './event-heap.ts';

describe('event heap', () => {
  it('returns entries in the order of their keys, whatever was withdrawn', () => {
    const entries = fc.array(fc.record({ key: fc.nat(50), withdrawn: fc.boolean() }));
    fc.assert(
      fc.property(entries, (given) => {
        const heap = new EventHeap<{ version: number; key: number }>();
        for (const { key, withdrawn } of given) {
          const item = { version: 0, key };
          heap.push(key, item);
          if (withdrawn) item.version += 1;
        }
        const taken: number[] = [];
        for (let item = heap.take(Number.MAX_VALUE); item !== null; item = heap.take(Number.MAX_VALUE))
          taken.push(item.key);
        const kept = given.filter(({ withdrawn }) => !withdrawn).map(({ key }) => key);
        expect(taken).toEqual(kept.sort((a, b) => a - b));
        expect(heap.first()).toBe(Number.POSITIVE_INFINITY);
      }),
    );
  });

  it('keeps what is not due', () => {
    const heap = new EventHeap<{ version: number }>();
    heap.push(3, { version: 0 });
    expect(heap.take(2)).toBeNull();
    expect(heap.first()).toBe(3);
  });
});
