import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { admittedAgain, FILES, killedAfter, slowBatch } from '../batches/slow-batch.ts';
import { admittedIn, journalOf, recorded, tablesOf } from '../support/journal-of.ts';
import { placeOfEachTest } from '../support/place.ts';
import { ballast, processesWith, readTable, startBallast } from '../support/run-ballast.ts';
import { HAS_COMPILER } from '../support/stand-in.ts';

const place = placeOfEachTest();

describe.runIf(HAS_COMPILER)('a batch whose coordinator was killed', () => {
  it('resumes, reports that, and gives the tables of an undisturbed one', async () => {
    const batch = await slowBatch(place);
    await killedAfter(place, batch, 4);
    const before = readFileSync(path.join(place.out, 'journal.ndjson'), 'utf8');
    const resumed = await ballast(['run', batch]);
    expect(resumed.code).toBe(0);
    const remark = /resuming the batch of \S+ in .*: (\d+) of 12 files done, (\d+) left/.exec(resumed.stderr);
    const [done, left] = [Number(remark?.[1]), Number(remark?.[2])];
    expect([done >= 4, done + left]).toEqual([true, FILES]);
    const after = readFileSync(path.join(place.out, 'journal.ndjson'), 'utf8');
    expect(after.startsWith(before.slice(0, before.lastIndexOf('\n') + 1))).toBe(true);
    const records = journalOf(place.out);
    const host = expect.any(String);
    expect(records.find(({ type }) => type === 'resumed')).toMatchObject({ host, done, left });
    expect(admittedAgain(records)).toEqual([]);
    expect(readdirSync(place.out)).not.toContain('earlier-1');
    // A result and its time series for every file, and nothing of attempts that failed.
    expect(readdirSync(path.join(place.out, '.ballast', 'results'))).toHaveLength(2 * FILES);
    const tables = tablesOf(place.out);
    const elsewhere = path.join(place.folder, 'undisturbed');
    await ballast(['run', batch, '--out', elsewhere]);
    expect(tables).toEqual(tablesOf(elsewhere));
    expect(processesWith(place.folder)).toEqual([]);
  });
});

describe.runIf(HAS_COMPILER && process.platform !== 'win32')('a batch that was interrupted', () => {
  it('drains, keeps what is done in its tables, and completes them when it is run again', async () => {
    const batch = await slowBatch(place);
    const { child, ended } = startBallast(['run', batch]);
    await recorded(place.out, 'settled', 3);
    child.kill('SIGINT');
    expect((await ended).code).toBe(130);
    const statuses = (): (string | undefined)[] =>
      readTable(path.join(place.out, 'tables', 'wide.csv')).map((row) => row.status);
    expect(statuses()).toHaveLength(FILES);
    expect(statuses()).toContain('not-run');
    expect(statuses().filter((status) => status === 'succeeded').length).toBeGreaterThanOrEqual(3);
    expect(processesWith(place.folder)).toEqual([]);
    const resumed = await ballast(['run', batch, '--json']);
    expect(resumed.code).toBe(0);
    expect(JSON.parse(resumed.stdout)).toMatchObject({ exitReason: 'all-succeeded', stop: null });
    expect(statuses()).toEqual(Array(FILES).fill('succeeded'));
    expect(admittedIn(place.out)).toHaveLength(FILES);
  });
});
