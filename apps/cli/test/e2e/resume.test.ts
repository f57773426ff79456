import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { admittedIn, journalOf, recorded, tablesOf } from './journal-of.ts';
import { placeOfEachTest } from './place.ts';
import { ballast, processesWith, readTable, startBallast } from './run-ballast.ts';
import { admittedAgain, FILES, finishedBatch, killedAfter, slowBatch } from './slow-batch.ts';
import { HAS_COMPILER } from './stand-in.ts';

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
  it('has tables nevertheless, and completes them when it is run again', async () => {
    const batch = await slowBatch(place);
    const { child, ended } = startBallast(['run', batch]);
    await recorded(place.out, 'settled', 3);
    child.kill('SIGINT');
    expect((await ended).code).toBe(130);
    const statuses = (): (string | undefined)[] =>
      readTable(path.join(place.out, 'tables', 'wide.csv')).map((row) => row.status);
    expect(statuses()).toContain('not-run');
    const resumed = await ballast(['run', batch, '--json']);
    expect(resumed.code).toBe(0);
    expect(JSON.parse(resumed.stdout)).toMatchObject({ exitReason: 'all-succeeded', stop: null });
    expect(statuses()).toEqual(Array(FILES).fill('succeeded'));
    expect(admittedIn(place.out)).toHaveLength(FILES);
  });
});

describe('the journal of a batch', () => {
  it('is set aside if it has version 1, and its results are reused without reading', async () => {
    const { batch, journal } = await finishedBatch(place);
    const tables = tablesOf(place.out);
    const version1 = inVersion1(readFileSync(journal, 'utf8'));
    writeFileSync(journal, version1);
    const explained = await ballast(['explain', place.out]);
    expect([explained.code, explained.stderr]).toEqual([0, '']);
    expect(explained.stdout).toMatch(/cut has ended; 4 files.*\n {2}4 succeeded on the first attempt/);
    const one = await ballast(['explain', place.out, 'case-0001']);
    expect(one.stdout).toMatch(/memory +reserved \d.*, expected \d/);

    const again = await ballast(['run', batch]);
    expect(again.code).toBe(0);
    expect(again.stderr).toMatch(/from the batch in .*earlier-1: 4 results reused without reading/);
    expect(tablesOf(place.out)).toEqual(tables);
    expect(admittedIn(place.out)).toEqual([]);
    expect(journalOf(place.out)[0]).toMatchObject({ type: 'journal', version: 4 });
    expect(readFileSync(path.join(place.out, 'earlier-1', 'journal.ndjson'), 'utf8')).toBe(version1);
  });

  it('is replaced if it is damaged in the middle, and only what may be lost is run again', async () => {
    const { batch, journal } = await finishedBatch(place);
    const tables = tablesOf(place.out);
    const lines = readFileSync(journal, 'utf8').split('\n');
    const settled = lines.findIndex((line) => line.includes('"type":"settled"'));
    const damaged = lines.with(settled, (lines[settled] ?? '').slice(4)).join('\n');
    writeFileSync(journal, damaged);
    const explained = await ballast(['explain', place.out]);
    expect([explained.code, explained.stdout]).toEqual([
      0,
      expect.stringContaining(
        `JOURNAL_DAMAGED: 1 line of the journal is damaged or missing (line ${settled + 1}: `,
      ),
    ]);
    const again = await ballast(['run', batch]);
    expect(again.code).toBe(0);
    expect(again.stderr).toContain(`1 line of the journal is damaged or missing (line ${settled + 1}: `);
    expect(tablesOf(place.out)).toEqual(tables);
    expect(admittedIn(place.out)).toHaveLength(1);
    expect(readFileSync(path.join(place.out, '.ballast', 'journals', '1.ndjson'), 'utf8')).toBe(damaged);
    expect((await ballast(['run', batch])).stdout).toContain('nothing has changed');
  });

  it('whose header is damaged cannot be resumed or explained; the batch is run again beside it', async () => {
    const { batch, journal } = await finishedBatch(place);
    const tables = tablesOf(place.out);
    const damaged = readFileSync(journal, 'utf8').replace('"inputs":4', '"inputs":5');
    writeFileSync(journal, damaged);
    for (const command of ['resume', 'explain']) {
      const ended = await ballast([command, place.out]);
      expect([ended.code, ended.stdout]).toEqual([3, '']);
      for (const part of ['JOURNAL_DAMAGED', 'line 1: it does not match its checksum', 'ballast run'])
        expect(ended.stderr).toContain(part);
      expect(readFileSync(journal, 'utf8')).toBe(damaged);
    }
    const again = await ballast(['run', batch]);
    expect(again.code).toBe(0);
    expect(again.stderr).toContain('what an earlier batch left in the output folder cannot be used');
    expect(readFileSync(path.join(place.out, 'earlier-1', 'journal.ndjson'), 'utf8')).toBe(damaged);
    expect(tablesOf(place.out)).toEqual(tables);
  });

  it('of a newer version is refused with a clear message', async () => {
    const { batch, journal } = await finishedBatch(place);
    const tables = tablesOf(place.out);
    const [header = '', ...rest] = readFileSync(journal, 'utf8').split('\n');
    const newer = header.replace('"version":4', '"version":99').replace(/,"check":.*/, '}');
    const text = [newer, ...rest].join('\n');
    writeFileSync(journal, text);
    const ended = await ballast(['run', batch]);
    expect([ended.code, ended.stdout]).toEqual([3, '']);
    const sentence = 'has journal version 99; this version of Ballast reads versions up to 4';
    for (const part of ['JOURNAL_NEWER', sentence, '--fresh']) expect(ended.stderr).toContain(part);
    expect(readFileSync(journal, 'utf8')).toBe(text);
    expect(tablesOf(place.out)).toEqual(tables);
    expect(existsSync(path.join(place.out, '.ballast.lock'))).toBe(false);
    const fresh = await ballast(['run', batch, '--fresh']);
    expect(fresh.code).toBe(0);
    expect(readFileSync(path.join(place.out, 'earlier-1', 'journal.ndjson'), 'utf8')).toBe(text);
    expect(tablesOf(place.out)).toEqual(tables);
  });
});

/** The same records with the names that version 1 had for their fields, and without checksums. */
function inVersion1(text: string): string {
  return text
    .replaceAll(/,"check":"[^"]*"\}$/gm, '}')
    .replace('{"type":"journal","version":4', '{"type":"journal","version":1')
    .replaceAll(/("type":"admitted".*?)"reserved":/g, '$1"commit":')
    .replaceAll(/"type":"load-permits"(.*?)"permits":/g, '"type":"limit"$1"loads":')
    .replaceAll(/\{"type":"waiting".*\n/g, '');
}
