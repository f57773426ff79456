import { describe, expect, it } from 'vitest';
import { EventStream } from './event-stream.ts';
import type { BatchEvent } from './events.ts';

const started = (file: string): BatchEvent => ({ type: 'started', file, attempt: 1, worker: 1 });
const PUBLISHING: BatchEvent = { type: 'publishing' };
const progress = (settled: number): BatchEvent => ({ type: 'progress', progress: { settled } as never });

async function all(events: AsyncIterable<BatchEvent>): Promise<BatchEvent[]> {
  const found: BatchEvent[] = [];
  for await (const event of events) found.push(event);
  return found;
}

describe('a stream of events', () => {
  it('gives every reader all events in order, and ends', async () => {
    const stream = new EventStream();
    const readers = [all(stream.read()), all(stream.read())];
    stream.push(started('a'));
    await Promise.resolve();
    stream.push(started('b'));
    stream.push(PUBLISHING);
    stream.end();
    const expected = [started('a'), started('b'), PUBLISHING];
    expect(await Promise.all(readers)).toEqual([expected, expected]);
  });

  it('gives a late reader what comes after its first request', async () => {
    const stream = new EventStream();
    stream.push(started('missed'));
    const late = all(stream.read());
    stream.push(started('b'));
    stream.end();
    expect(await late).toEqual([started('b')]);
  });

  it('ends at once for a reader that begins after the end', async () => {
    const stream = new EventStream();
    stream.push(started('a'));
    stream.end();
    expect(await all(stream.read())).toEqual([]);
  });

  it('wakes a waiting reader for each event and for the end', async () => {
    const stream = new EventStream();
    const reader = stream.read();
    const first = reader.next();
    stream.push(PUBLISHING);
    expect(await first).toEqual({ done: false, value: PUBLISHING });
    const last = reader.next();
    stream.end();
    expect(await last).toEqual({ done: true, value: undefined });
  });

  it('keeps only the latest progress for a slow reader, and every other event', async () => {
    const stream = new EventStream();
    const reader = stream.read();
    const first = reader.next();
    stream.push(started('a'));
    await first;
    for (let i = 0; i < 1000; i += 1) stream.push(progress(i));
    stream.push(started('b'));
    stream.push(progress(1000));
    stream.end();
    expect(await all(reader)).toEqual([started('b'), progress(1000)]);
  });

  it('continues for the others when one reader stops', async () => {
    const stream = new EventStream();
    const other = all(stream.read());
    const reader = stream.read();
    const first = reader.next();
    stream.push(started('a'));
    await first;
    await reader.return();
    stream.push(started('b'));
    stream.end();
    expect(await other).toEqual([started('a'), started('b')]);
    expect(await reader.next()).toEqual({ done: true, value: undefined });
  });
});
