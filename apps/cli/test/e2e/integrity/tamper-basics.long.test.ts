import { readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { journalText, readJournal } from '@ballast/scheduler/journal';
import { describe, expect, it } from 'vitest';
import { batchOf, makeFiles, run } from '../resume/incremental-batch.ts';
import { admittedIn, tablesOf } from '../support/journal-of.ts';
import { placeOfEachTest } from '../support/place.ts';
import { ballast } from '../support/run-ballast.ts';
import { filesOf, flip, type Kind } from './tampered-batch.ts';

const place = placeOfEachTest();
const SERIES = '  - { name: motion, layout: time-series, columns: [{ variable: PtfmSurge }] }\n';

async function finished(): Promise<{ readonly batch: string; readonly tables: Record<string, string> }> {
  await makeFiles(3, place.sims);
  const batch = batchOf(place, undefined, SERIES);
  await run(batch);
  return { batch, tables: tablesOf(place.out) };
}

const damage = (kind: Kind): void => flip(filesOf(place.out, kind)[1] ?? '', 77);

/** Not one of time series: those share their storage with the results. */
const damageTable = (): void => flip(path.join(place.out, 'tables', 'wide.csv'), 77);

/** Changes the journal and its checksums, as somebody would who knows them. */
function forge(edit: (text: string) => string): void {
  const file = path.join(place.out, 'journal.ndjson');
  const { header, records } = readJournal(file);
  const forged = [header, ...records].map((record) => JSON.parse(edit(JSON.stringify(record))) as object);
  writeFileSync(file, journalText(forged.map((record) => ({ ...record, check: undefined }))));
}

describe('a finished batch whose files were damaged', () => {
  it('is verified, and names what differs; resume --repair makes it again and says so', async () => {
    const { tables } = await finished();
    const before = await ballast(['verify', place.out, '--inputs']);
    expect(before).toMatchObject({
      code: 0,
      stdout: 'as written: 6 result files, 7 output files, 3 inputs\n',
    });
    damage('results');
    damage('series');
    damageTable();
    rmSync(path.join(place.out, 'report.json'));
    const verified = await ballast(['verify', place.out]);
    expect(verified.code).toBe(1);
    for (const line of [
      /^result of case-0002\.outb \(\.ballast\/results\/1-.+\.json\): expected SHA-256 /m,
      /^time series of case-0002\.outb .+: expected SHA-256 /m,
      /^table \(tables\/wide\.csv\): expected SHA-256 /m,
      /^report \(report\.json\): the file is missing$/m,
      /^\d differences from what was written/m,
    ])
      expect(verified.stdout).toMatch(line);
    expect(verified.stdout).toContain(`next: ballast resume "${place.out}" --repair`);
    const repaired = await ballast(['resume', place.out, '--repair']);
    expect(repaired.code).toBe(0);
    expect(repaired.stderr).toMatch(
      /the result of case-0002\.outb was damaged \(.+\); case-0002\.outb is read again/,
    );
    expect(repaired.stderr).toMatch(/tables\/.+\.csv is not what was written \(.+\) and is made again/);
    expect(admittedIn(place.out)).toHaveLength(4);
    expect(tablesOf(place.out)).toEqual(tables);
    expect((await ballast(['verify', place.out, '--quiet'])).code).toBe(0);
    expect((await ballast(['resume', place.out, '--repair'])).stdout).toContain('nothing to repair');
  });

  it('reads only those files again whose results were damaged in a file of many', async () => {
    await makeFiles(6, place.sims);
    const batch = batchOf(place, undefined, 'resources: { workers: 1 }\n');
    await run(batch);
    const tables = tablesOf(place.out);
    const { records } = readJournal(path.join(place.out, 'journal.ndjson'));
    const names = records.flatMap((record) =>
      record.type === 'settled' && record.outcome.kind === 'succeeded' ? [record.outcome.result ?? ''] : [],
    );
    expect(names).toHaveLength(6);
    const [segment = '', offset = ''] = names[3]?.split(/#.+@/) ?? [];
    const file = path.join(place.out, ...segment.split('/'));
    flip(file, 8 * (Number(offset) + 5));
    rmSync(path.join(place.out, 'report.json'));
    expect((await ballast(['run', batch])).stderr).toMatch(/case-\d+\.outb was damaged/);
    expect(admittedIn(place.out)).toHaveLength(7);
    expect(tablesOf(place.out)).toEqual(tables);
    truncateSync(file, Number(offset));
    rmSync(path.join(place.out, 'report.json'));
    expect((await ballast(['run', batch])).code).toBe(0);
    expect(admittedIn(place.out)).toHaveLength(9);
    expect(tablesOf(place.out)).toEqual(tables);
    expect((await ballast(['verify', place.out])).code).toBe(0);
  });

  it('is not trusted because of its times: run makes damaged tables again', async () => {
    const { batch, tables } = await finished();
    const { stdout } = await ballast(['run', batch]);
    expect(stdout).toContain('nothing has changed');
    damageTable();
    const { code, stderr } = await ballast(['run', batch]);
    expect([code, stderr]).toEqual([0, expect.stringContaining('is made again')]);
    expect(tablesOf(place.out)).toEqual(tables);
    expect(admittedIn(place.out)).toHaveLength(3);
  });

  it('is not resumed with settings that were damaged', async () => {
    const { batch } = await finished();
    flip(path.join(place.out, 'batch.effective.yml'), 8 * 10);
    const refused = await ballast(['resume', place.out]);
    expect([refused.code, refused.stderr]).toEqual([3, expect.stringContaining('EFFECTIVE_BATCH_CHANGED')]);
    expect((await ballast(['run', batch])).stderr).toContain('batch.effective.yml was not what was written');
    expect((await ballast(['resume', place.out])).stdout).toContain('nothing has changed');
  });

  it('gives no file the numbers of another one, and opens nothing outside of its results', async () => {
    const { batch, tables } = await finished();
    const names = filesOf(place.out, 'results').map((file) => path.basename(file, '.json'));
    const [a = '', b = '', c = ''] = names;
    rmSync(path.join(place.out, 'report.json'));
    forge((text) => text.replaceAll(a, '?').replaceAll(b, a).replaceAll('?', b));
    expect((await ballast(['run', batch])).code).toBe(0);
    expect(admittedIn(place.out).slice(3).toSorted()).toEqual(['case-0001.outb', 'case-0002.outb']);
    expect(tablesOf(place.out)).toEqual(tables);
    const outside = path.join(place.folder, 'outside.json');
    writeFileSync(outside, readFileSync(path.join(place.out, '.ballast', 'results', `${c}.json`)));
    for (const name of ['../outside.json', outside]) {
      const [, , last = ''] = filesOf(place.out, 'results').map((file) => path.basename(file));
      rmSync(path.join(place.out, 'report.json'));
      forge((text) => text.replaceAll(`.ballast/results/${last}`, JSON.stringify(name).slice(1, -1)));
      const { code, stderr } = await ballast(['run', batch]);
      expect([code, stderr]).toEqual([0, expect.not.stringContaining('outside')]);
      expect(tablesOf(place.out)).toEqual(tables);
    }
    expect(readFileSync(outside, 'utf8')).toContain('"source"');
  });
});
