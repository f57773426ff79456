import { describe, expect, it } from 'vitest';
import { startDashboard } from '../../src/index.ts';
import { growingJournal, JOURNAL, runOf, temporaryFolder } from '../journals.ts';
import { get, placeOf, raw } from '../watching.ts';

const REQUESTS = 10_000;
const AT_A_TIME = 32;

/** A generator of numbers below 1, the same for the same seed. */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'CONNECT', 'TRACE', 'get', 'BREW', ''];
const PATHS = [
  '/',
  '/metrics',
  '/events',
  '/batches.json',
  '/figures.json?batch=',
  '/app.js',
  '/control',
  '//',
  '/%zz',
  '*',
  'http://x/',
  '/../',
  '/\\',
  '/?token=',
  '',
];
const HEADERS = [
  'Host',
  'Origin',
  'Cookie',
  'Sec-Fetch-Site',
  'Content-Length',
  'Transfer-Encoding',
  'Upgrade',
  'Connection',
  'Expect',
  'Last-Event-ID',
  'Accept',
  'X-Ballast-Token',
];

function randomRequest(
  random: () => number,
  { port, secret }: { readonly port: number; readonly secret: string },
): Buffer {
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  const noise = (): string =>
    String.fromCharCode(
      ...Array.from({ length: Math.floor(random() * 12) }, () => Math.floor(random() * 256)),
    );
  const values = [
    '',
    '*',
    'chunked',
    '-1',
    '99999999999',
    'websocket',
    '100-continue',
    'cross-site',
    `127.0.0.1:${port}`,
    `ballast_${port}=${secret}`,
    `Bearer ${secret}`,
    'x'.repeat(Math.floor(random() * 20_000)),
  ];
  const good = random() < 0.5 ? [`Host: 127.0.0.1:${port}`, `Authorization: Bearer ${secret}`] : [];
  const more = Array.from(
    { length: Math.floor(random() * 5) },
    () => `${pick(HEADERS)}: ${random() < 0.7 ? pick(values) : noise()}`,
  );
  const target = `${pick(PATHS)}${random() < 0.3 ? noise() : ''}`;
  const version = random() < 0.9 ? 'HTTP/1.1' : pick(['HTTP/1.0', 'HTTP/2.0', 'HTTP/9', noise()]);
  const end = random() < 0.95 ? '\r\n\r\n' : noise();
  return Buffer.from(
    [`${pick(METHODS)} ${target} ${version}`, ...good, 'Connection: close', ...more].join('\r\n') + end,
    'latin1',
  );
}

describe('the server of a dashboard', () => {
  it('survives random requests, and answers none of them with an error of its own', async () => {
    using folder = temporaryFolder();
    const journal = growingJournal(folder.path, 3);
    journal.append(runOf(0, 0));
    const dashboard = await startDashboard({
      folders: [folder.path],
      journal: JOURNAL,
      index: folder.path,
      port: 0,
      metricsFile: null,
    });
    const place = placeOf(dashboard.url ?? '');
    const seed = Math.floor(Math.random() * 2 ** 32);
    const random = randomOf(seed);
    const statuses = new Map<string, number>();
    const send = async (): Promise<void> => {
      const answer = await raw(place.port, randomRequest(random, place));
      const status = /^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 'none';
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    };
    for (let sent = 0; sent < REQUESTS; sent += AT_A_TIME) {
      await Promise.all(Array.from({ length: AT_A_TIME }, send));
    }
    process.stdout.write(`seed ${seed}: ${JSON.stringify(Object.fromEntries([...statuses].sort()))}\n`);
    const errors = [...statuses.keys()].filter((status) => status.startsWith('5') && status !== '503');
    expect(errors).toEqual([]);
    expect(statuses.size).toBeGreaterThan(4);
    expect((await get(place, '/metrics')).status).toBe(200);
    await dashboard.close();
    journal.close();
  });
});
