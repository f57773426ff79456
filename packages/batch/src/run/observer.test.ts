import { describe, expect, it } from 'vitest';
import type { BatchEvent } from './events.ts';
import { Observer } from './observer.ts';

const PUBLISHING: BatchEvent = { type: 'publishing' };

describe('the observer of a batch', () => {
  it('gets every event', () => {
    const seen: BatchEvent[] = [];
    const observer = new Observer((event) => seen.push(event));
    observer.take(PUBLISHING);
    observer.take(PUBLISHING);
    expect(seen).toEqual([PUBLISHING, PUBLISHING]);
    expect(observer.warning).toBeNull();
  });

  it('is not called again after it has thrown, and its error becomes a warning', () => {
    let calls = 0;
    const observer = new Observer(() => {
      calls += 1;
      throw new Error('no screen');
    });
    observer.take(PUBLISHING);
    observer.take(PUBLISHING);
    expect(calls).toBe(1);
    expect(observer.warning).toBe('the observer of the batch failed and was not called again: no screen');
  });

  it('may be asynchronous: a rejection is a warning, not the end of the process', async () => {
    const observer = new Observer(async () => {
      await Promise.resolve();
      throw 'a text';
    });
    observer.take(PUBLISHING);
    await new Promise((resolve) => setImmediate(resolve));
    expect(observer.warning).toContain('a text');
  });

  it('is optional', () => {
    const observer = new Observer(undefined);
    observer.take(PUBLISHING);
    expect(observer.warning).toBeNull();
  });
});
