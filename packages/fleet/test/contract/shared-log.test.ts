import { type NatsLog, natsLog } from '@ballast/fleet-nats';
import { noServer, testServer } from '@ballast/fleet-nats/testing';
import { describe, expect, it } from 'vitest';
import { memoryLog } from '../../src/log/memory-log.ts';
import type { LogEntry, SharedLog } from '../../src/log/shared-log.ts';

const reason = noServer();
if (reason !== null) console.warn(`the log on a server is not tested: ${reason}`);

interface Place extends AsyncDisposable {
  /** The same log, as another machine opens it. */
  open(): Promise<SharedLog>;
}

function inMemory(): Promise<Place> {
  const log = memoryLog();
  return Promise.resolve({
    open: () => Promise.resolve(log),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  });
}

async function onServer(): Promise<Place> {
  const server = await testServer();
  const opened: NatsLog[] = [];
  return {
    open: async () => {
      const log = await natsLog({ server: server.url, id: 'contract', create: true });
      opened.push(log);
      return log satisfies SharedLog;
    },
    [Symbol.asyncDispose]: async () => {
      for (const log of opened) await log.close();
      await server[Symbol.asyncDispose]();
    },
  };
}

const kinds = [
  ['in memory', inMemory],
  ...(reason === null ? [['on a server', onServer] as const] : []),
] as const;

/** The entries from a place on, up to a number of them. */
async function read(log: SharedLog, from: number, count: number): Promise<LogEntry[]> {
  const stop = new AbortController();
  const entries: LogEntry[] = [];
  await log.follow(
    from,
    (entry) => {
      entries.push(entry);
      if (entries.length >= count) stop.abort();
    },
    stop.signal,
  );
  return entries;
}

describe.each(kinds)('a shared log %s', (_, place) => {
  it('appends only where the subject ends as its writer saw it', async () => {
    await using where = await place();
    const [a, b] = [await where.open(), await where.open()];
    expect(await a.append('t.1', 'first', 0)).toEqual({ kind: 'appended', seq: 1 });
    const late = await b.append('t.1', 'late', 0);
    expect(late).toEqual({ kind: 'refused', last: { subject: 't.1', seq: 1, text: 'first' } });
    expect(await b.append('t.2', 'other', 0)).toEqual({ kind: 'appended', seq: 2 });
    expect(await b.append('t.1', 'next', 1)).toEqual({ kind: 'appended', seq: 3 });
    expect(await a.append('t.1', 'again', 1)).toMatchObject({ kind: 'refused', last: { seq: 3 } });
    expect(await a.append('t.3', 'of nothing', 7)).toEqual({ kind: 'refused', last: null });
    expect(await a.last('t.1')).toEqual({ subject: 't.1', seq: 3, text: 'next' });
    expect(await a.last('t.3')).toBeNull();
  });

  it('lets one of many win', async () => {
    await using where = await place();
    const logs = [await where.open(), await where.open(), await where.open()];
    for (let task = 0; task < 20; task += 1) {
      const answers = await Promise.all(logs.map((log, i) => log.append(`t.${task}`, `of ${i}`, 0)));
      expect(answers.filter(({ kind }) => kind === 'appended')).toHaveLength(1);
    }
  });

  it('is followed from any place, in order, also while it grows', async () => {
    await using where = await place();
    const log = await where.open();
    for (let n = 0; n < 5; n += 1) await log.append(`t.${n}`, `text ${n}`, 0);
    const following = read(await where.open(), 3, 5);
    for (let n = 5; n < 7; n += 1) await log.append(`t.${n}`, `text ${n}`, 0);
    expect((await following).map(({ seq, subject }) => `${seq} ${subject}`)).toEqual([
      ...['3 t.2', '4 t.3', '5 t.4', '6 t.5', '7 t.6'],
    ]);
  });
});
