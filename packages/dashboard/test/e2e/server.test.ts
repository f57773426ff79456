import { readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import type { ComparedBatches, Json } from '@ballast/report-page';
import { journalFigures } from '@ballast/reporting';
import { type JournalFile, readJournal } from '@ballast/scheduler/journal';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addToIndex, type Dashboard, startDashboard } from '../../src/index.ts';
import { endOf, growingJournal, JOURNAL, runOf, temporaryFolder } from '../journals.ts';
import { get, type Place, placeOf, raw, watch } from '../watching.ts';

const FILES = 20;

let folder: ReturnType<typeof temporaryFolder>;
let journal: JournalFile;
let dashboard: Dashboard;
let place: Place;

beforeEach(async () => {
  folder = temporaryFolder();
  journal = growingJournal(folder.path, FILES);
  dashboard = await startDashboard({
    folders: [folder.path],
    journal: JOURNAL,
    index: folder.path,
    port: 0,
    metricsFile: null,
  });
  place = placeOf(dashboard.url ?? '');
});

afterEach(async () => {
  await dashboard.close();
  journal.close();
  folder[Symbol.dispose]();
});

const settledIn = (state: Json): number => {
  const { figures } = state as { figures?: { counts: { unsettled: number } } };
  return figures === undefined ? 0 : FILES - figures.counts.unsettled;
};

/** Looks at the journal and sends what is new, without waiting for the next time to do so. */
function flush(): void {
  const [own] = dashboard.batches.own;
  own?.watched.look();
  own?.feed.flush();
}

describe('the server of a dashboard', () => {
  it('refuses everything but its own page', async () => {
    const refused = async (headers: Record<string, string>, target = '/', method = 'GET'): Promise<number> =>
      (await get(place, target, { headers, method })).status;
    expect(await refused({ authorization: '' })).toBe(401);
    expect(await refused({ authorization: 'Bearer wrong' })).toBe(401);
    expect(await refused({ authorization: '' }, '/?token=wrong')).toBe(401);
    expect(await refused({ host: 'rebound.example' })).toBe(421);
    expect(await refused({ origin: 'http://evil.example' })).toBe(403);
    expect(await refused({ 'sec-fetch-site': 'cross-site' })).toBe(403);
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH']) {
      expect(await refused({}, '/', method)).toBe(405);
    }
    expect(await refused({}, '/control', 'POST')).toBe(405);
    expect(await refused({}, '/../../etc/passwd')).toBe(404);
    expect(await refused({}, '//%zz')).toBe(400);
    expect(await refused({ 'x-long': 'x'.repeat(20_000) })).toBe(431);
    expect(await raw(place.port, 'nonsense\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /);
    expect(await refused({})).toBe(200);
  });

  it('lets a page run nothing but its own script, and puts the secret into a cookie', async () => {
    const first = await get({ ...place, secret: '' }, `/?token=${place.secret}`);
    expect(first).toMatchObject({ status: 303, headers: { location: '/' } });
    expect(first.headers['set-cookie']?.[0]).toMatch(
      /^ballast_\d+=[\w-]{32}; HttpOnly; SameSite=Strict; Path=\/$/,
    );
    const page = await get(place, '/');
    expect(page.headers['content-security-policy']).toContain("default-src 'none'; script-src 'self'");
    expect(page.headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(page.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(page.body).not.toContain(place.secret);
    expect((await get(place, '/app.js')).body.length).toBeGreaterThan(10_000);
  });

  it.runIf(process.platform === 'linux')('listens on this machine alone', () => {
    const port = place.port.toString(16).toUpperCase().padStart(4, '0');
    const listening = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((file) =>
      readFileSync(file, 'utf8')
        .split('\n')
        .map((line) => line.trim().split(/\s+/))
        .filter(([, local = '', , state]) => local.endsWith(`:${port}`) && state === '0A')
        .map(([, local]) => local),
    );
    expect(listening).toEqual([`0100007F:${port}`]);
  });

  it('sends everything first, then what has changed, and ends with the figures of the whole journal', async () => {
    const watcher = await watch(place);
    for (let task = 0; task < FILES; task += 1) {
      journal.append(runOf(task, 100 * task, task % 7 === 3 ? 'it is cut' : null));
      if (task % 4 === 1) flush();
      if (task === 5) await watcher.until((state) => settledIn(state) === 6);
    }
    journal.append([endOf(FILES, 100 * FILES)]);
    flush();
    const state = (await watcher.until((now) => settledIn(now) === FILES)) as { readonly figures: Json };
    watcher.close();
    const whole = journalFigures(readJournal(path.join(folder.path, JOURNAL)));
    expect(state.figures).toEqual(JSON.parse(JSON.stringify(whole)));
    expect(watcher.kinds[0]).toBe('whole');
    expect(watcher.kinds.slice(1).every((kind) => kind === 'patch')).toBe(true);
    expect(watcher.kinds.length).toBeGreaterThan(1);
  });

  it('resumes where a viewer was, and sends everything to one that was away for too long', async () => {
    const first = await watch(place);
    journal.append(runOf(0, 0));
    flush();
    await first.until((state) => settledIn(state) === 1);
    const since = { id: first.lastId, state: first.state };
    first.close();
    journal.append(runOf(1, 100));
    flush();
    const again = await watch(place, '', since);
    expect(settledIn(await again.until((state) => settledIn(state) === 2))).toBe(2);
    expect(again.kinds).not.toContain('whole');
    again.close();
    const lost = await watch(place, '', { id: '1-1.99', state: {} });
    await lost.until((state) => settledIn(state) === 2);
    expect(lost.kinds[0]).toBe('whole');
    lost.close();
  });

  it('follows another batch that begins in the same folder', async () => {
    const watcher = await watch(place);
    await watcher.until((state) => 'figures' in (state as object));
    journal.close();
    rmSync(path.join(folder.path, JOURNAL));
    journal = growingJournal(folder.path, 3, { batch: 'next' });
    flush();
    await watcher.until((state) => JSON.stringify(state).includes('"name":"next"'));
    watcher.close();
  });

  it('has at most eight viewers', async () => {
    const watchers = await Promise.all(Array.from({ length: 8 }, () => watch(place)));
    expect(watchers.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 200));
    expect((await get(place, '/events')).status).toBe(503);
    for (const watcher of watchers) watcher.close();
  });

  it('drops a viewer that takes nothing, and goes on', async () => {
    const socket = connect(place.port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write(
      `GET /events HTTP/1.1\r\nHost: 127.0.0.1:${place.port}\r\nAuthorization: Bearer ${place.secret}\r\n\r\n`,
    );
    socket.pause();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(dashboard.viewers).toBe(1);
    const text = 'x'.repeat(1 << 20);
    for (let task = 0; dashboard.viewers > 0 && task < FILES; task += 1) {
      journal.append(runOf(task, 100 * task, `${task} ${text}`));
      flush();
    }
    expect(dashboard.viewers).toBe(0);
    expect((await get(place, '/')).status).toBe(200);
    socket.destroy();
  });
});

describe('the metrics of a dashboard', () => {
  it('come in the dialect that is asked for', async () => {
    const classic = await get(place, '/metrics');
    expect(classic.headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(classic.body).toContain('ballast_batch_running{batch="watched"} 1');
    const open = await get(place, '/metrics', {
      headers: { accept: 'application/openmetrics-text;version=1.0.0,*/*;q=0.1' },
    });
    expect(open.headers['content-type']).toBe('application/openmetrics-text; version=1.0.0; charset=utf-8');
    expect(open.body).toMatch(/# EOF\n$/);
  });

  it('sets two batches of the list beside each other', async () => {
    using other = temporaryFolder();
    const second = growingJournal(other.path, 3, { batch: 'the other' });
    second.append([...runOf(0, 0, 'it ends early'), endOf(1, 400)]);
    const entry = { state: 'complete', files: 3, succeeded: 0, makespan: 100 } as const;
    const errors = { memoryError: null, computeError: null };
    const listed = { folder: other.path, name: 'the other', startedAt: '2031-05-06T07:08:09.000Z' };
    expect(await addToIndex(folder.path, { ...listed, ...entry, ...errors })).toBe(null);
    const [batch] = dashboard.batches.list();
    const answer = await get(place, `/compared.json?first=0&second=${batch?.id}`);
    const compared = JSON.parse(answer.body) as ComparedBatches;
    expect(compared.second).toMatchObject({ name: 'the other', folder: other.path });
    expect(compared.rows).toContainEqual({ what: 'failed', first: '0', second: '1', change: 'more' });
    expect((await get(place, '/compared.json?first=0&second=unknown')).status).toBe(404);
    expect((await get(place, '/compared.json?first=0')).status).toBe(404);
    second.close();
  });
});
