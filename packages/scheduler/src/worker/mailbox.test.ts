import { describe, expect, it } from 'vitest';
import { deliver, expectMessages, listen } from './mailbox.ts';
import type { ToWorker } from './messages.ts';

const credit = (bytes: number): ToWorker => ({ ballast: 'credit', bytes });

describe('messages about an order', () => {
  it('reach an attempt that begins to listen only after they have arrived, in their order', () => {
    const seen: ToWorker[] = [];
    expectMessages();
    deliver(credit(1));
    const stop = listen((message) => seen.push(message));
    deliver(credit(2));
    stop();
    expect(seen).toEqual([credit(1), credit(2)]);
  });

  it('do not reach the attempt of the next order', () => {
    const seen: ToWorker[] = [];
    deliver(credit(1));
    expectMessages();
    listen((message) => seen.push(message))();
    expect(seen).toEqual([]);
  });
});
