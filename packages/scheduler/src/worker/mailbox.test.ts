import { describe, expect, it } from 'vitest';
import { deliver, expectMessages, listen } from './mailbox.ts';
import type { AboutOrder } from './messages.ts';

const credit = (task: number, bytes: number): AboutOrder => ({ ballast: 'credit', task, bytes });

describe('messages about an order', () => {
  it('reach an attempt that begins to listen only after they have arrived, in their order', () => {
    const seen: AboutOrder[] = [];
    expectMessages([7]);
    deliver(credit(7, 1));
    const stop = listen(7, (message) => seen.push(message));
    deliver(credit(7, 2));
    stop();
    expect(seen).toEqual([credit(7, 1), credit(7, 2)]);
  });

  it('do not reach the attempt of another order', () => {
    const seen: AboutOrder[] = [];
    deliver(credit(1, 1));
    expectMessages([1, 2, 3]);
    listen(1, () => undefined)();
    deliver(credit(1, 2));
    deliver(credit(3, 3));
    const stop = listen(2, (message) => seen.push(message));
    deliver(credit(1, 4));
    deliver(credit(2, 5));
    stop();
    deliver(credit(2, 6));
    listen(3, (message) => seen.push(message))();
    expect(seen).toEqual([credit(2, 5), credit(3, 3)]);
  });
});
