import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { openedAt } from '@ballast/dashboard/testing';
import { describe, expect, it } from 'vitest';
import { FILES, slowBatch } from '../batches/slow-batch.ts';
import { journalOf, recorded } from '../support/journal-of.ts';
import { placeOfEachTest } from '../support/place.ts';
import { ballast, startBallast } from '../support/run-ballast.ts';
import { events } from './dashboard-events.ts';

const place = placeOfEachTest();
const IS_POSIX = process.platform !== 'win32';

describe('a batch that takes orders', () => {
  it('pauses, goes on and drains, and its journal says who wanted it', async () => {
    const batch = await slowBatch(place, 'workers: 1');
    const { ended } = startBallast(['run', batch, '--control']);
    await recorded(place.out, 'settled', 1);
    if (IS_POSIX) expect(statSync(path.join(place.out, '.ballast', 'control.json')).mode & 0o777).toBe(0o600);
    expect(await ballast(['pause', place.out])).toMatchObject({ code: 0 });
    await recorded(place.out, 'order', 1);
    const records = journalOf(place.out);
    const paused = records.findIndex(({ type }) => type === 'order');
    expect(records[paused]).toMatchObject({
      what: 'pause',
      cause: expect.stringMatching(/, ballast pause$/),
    });
    await new Promise((resolve) => setTimeout(resolve, 1500));
    const after = journalOf(place.out).slice(paused);
    expect(after.filter(({ type }) => type === 'admitted')).toEqual([]);
    expect(await ballast(['set', place.out, 'memory=1GiB'])).toMatchObject({ code: 0 });
    expect(await ballast(['unpause', place.out])).toMatchObject({ code: 0 });
    await recorded(place.out, 'settled', 3);
    expect(await ballast(['drain', place.out])).toMatchObject({ code: 0 });
    const { code, stderr } = await ended;
    expect(code).toBe(130);
    expect(stderr).not.toContain('defect');
    const all = journalOf(place.out);
    expect(all.filter(({ type }) => type === 'order').map(({ what }) => what)).toEqual([
      'pause',
      'memory',
      'unpause',
    ]);
    expect(all.find(({ type }) => type === 'stopping')?.cause).toMatch(/, ballast drain$/);
    expect(all.find(({ type }) => type === 'ended')).toMatchObject({ ending: 'drained' });
    expect(existsSync(path.join(place.out, '.ballast', 'control.json'))).toBe(false);
    expect((await ballast(['run', batch])).code).toBe(0);
  });

  it('is paused from its page with the header that only the page has, and from nowhere else', async () => {
    const batch = await slowBatch(place, 'workers: 1');
    const { child, ended } = startBallast(['run', batch, '--dashboard', '--control']);
    const url = await openedAt(child);
    const seen = await events(url);
    const { control } = await seen.until((document) => typeof document.control === 'string');
    const post = async (order: object, more: Record<string, string>): Promise<number> => {
      const headers = { cookie: `ballast_${url.port}=${url.searchParams.get('token')}`, ...more };
      const body = JSON.stringify({ batch: '0', order });
      return (await fetch(`${url.origin}/control`, { method: 'POST', headers, body })).status;
    };
    const key = { 'x-ballast-token': control ?? '' };
    expect(await post({ what: 'drain' }, {})).toBe(403);
    expect(await post({ what: 'drain' }, { 'x-ballast-token': 'wrong' })).toBe(403);
    expect(await post({ what: 'drain' }, { ...key, origin: 'http://evil.example' })).toBe(403);
    expect(await post({ what: 'rm -rf' }, key)).toBe(409);
    expect(await post({ what: 'pause' }, key)).toBe(200);
    const paused = await seen.until(({ now }) => now?.paused !== null && now?.paused !== undefined);
    expect(paused.now?.paused).toMatch(/, the dashboard$/);
    expect(await post({ what: 'unpause' }, key)).toBe(200);
    await seen.until(({ now }) => now?.state === 'ended');
    seen.close();
    expect((await ended).code).toBe(0);
    expect(journalOf(place.out).filter(({ type }) => type === 'settled')).toHaveLength(FILES);
  });
});

describe('an order', () => {
  it('reaches no batch that was started without --control, nor one whose socket others could have made', async () => {
    const batch = await slowBatch(place, 'workers: 1');
    const { ended } = startBallast(['run', batch]);
    await recorded(place.out, 'settled', 1);
    const refused = await ballast(['drain', place.out]);
    expect(refused.code).toBe(3);
    expect(refused.stderr).toContain(`no batch in ${place.out} takes orders`);
    const planted = { address: path.join(place.folder, 'control.sock'), secret: 'x' };
    writeFileSync(path.join(place.out, '.ballast', 'control.json'), JSON.stringify(planted));
    expect((await ballast(['drain', place.out])).code).toBe(3);
    expect((await ended).code).toBe(0);
    expect(readFileSync(path.join(place.out, 'journal.ndjson'), 'utf8')).not.toContain('"stopping"');
  });
});
