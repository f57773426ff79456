import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { followingOrder, wholeOrder } from './following.ts';
import type { FollowingOrder, WorkOrder } from './messages.ts';

const payload = fc.oneof(
  fc.jsonValue(),
  fc.record(
    { input: fc.string(), segments: fc.record({ folder: fc.string() }), cached: fc.constant(null) },
    { requiredKeys: ['input'] },
  ),
);
const named = fc.dictionary(fc.constantFrom('toString', '__proto__', 'input'), fc.jsonValue(), {
  maxKeys: 3,
});
const order = (of: unknown, task: number): WorkOrder<unknown> => ({
  task,
  attempt: 1,
  go: true,
  credit: null,
  payload: of,
});

/** As it arrives on the other side. */
const sent = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

describe('orders that follow another one', () => {
  it('arrive as they were', () => {
    fc.assert(
      fc.property(fc.oneof(payload, named), fc.oneof(payload, named), (first, next) => {
        const lead = sent(order(first, 1));
        const following = sent(followingOrder(order(next, 2), order(first, 1)) as FollowingOrder);
        expect(wholeOrder(following, lead)).toEqual(sent(order(next, 2)));
      }),
    );
  });

  it('are short if their payloads are similar', () => {
    const segments = { folder: 'x'.repeat(500) };
    const following = followingOrder(order({ input: 'b', segments }, 2), order({ input: 'a', segments }, 1));
    expect(following).toMatchObject({ differs: { input: 'b' } });
    expect(JSON.stringify(following).length).toBeLessThan(100);
  });
});
