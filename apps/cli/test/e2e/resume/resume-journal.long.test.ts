import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { finishedBatchOfAllTests } from '../batches/finished-batch.ts';
import { admittedIn, journalOf, tablesOf } from '../support/journal-of.ts';
import { ballast } from '../support/run-ballast.ts';

const finished = finishedBatchOfAllTests();

describe('the journal of a batch', () => {
  it('of a newer version is refused with a clear message', async () => {
    const { place, batch, journal, tables } = finished;
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

  it('is set aside if it has version 1, and its results are reused without reading', async () => {
    const { place, batch, journal, tables } = finished;
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

  it('whose header is damaged cannot be resumed or explained; the batch is run again beside it', async () => {
    const { place, batch, journal, tables } = finished;
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

  it('that ends in an incomplete record is truncated there, with a note, and the batch is resumed', async () => {
    const { place, batch, journal, tables } = finished;
    const whole = readFileSync(journal);
    const lines = whole.toString('utf8').trimEnd().split('\n');
    const last = (count: number): number => Buffer.byteLength(`${lines.slice(0, -count).join('\n')}\n`);
    const settled = lines.length - lines.findLastIndex((line) => line.startsWith('{"type":"settled"'));
    for (const length of [whole.length - 3, last(1) + 1, last(settled) + 9]) {
      writeFileSync(journal, whole.subarray(0, length));
      const ended = await ballast(['run', batch]);
      expect(ended.code).toBe(0);
      expect(ended.stderr).toMatch(/the last record of the journal \(\d+ bytes?\) was incomplete/);
      expect(tablesOf(place.out)).toEqual(tables);
    }
    expect(admittedIn(place.out)).toHaveLength(5);
  });

  it('cannot be resumed if it does not exist', async () => {
    const none = await ballast(['resume', finished.place.folder]);
    expect([none.code, none.stderr]).toEqual([3, expect.stringContaining('NOTHING_TO_RESUME')]);
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
