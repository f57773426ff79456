import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { BATCH, makeFiles } from '../batches/output-batch.ts';
import { ballast, readTable, temporaryFolder, writeBatch } from '../support/run-ballast.ts';

describe('an output folder', () => {
  it('contains the effective batch, which gives the same tables from any folder', async () => {
    using folder = temporaryFolder();
    await makeFiles(path.join(folder.path, 'sims'));
    const out = path.join(folder.path, 'else', 'where');
    const flags = ['--out', out, '--workers', '1', '--set', 'resources.timeout=20min'];
    await ballast(['run', writeBatch(folder.path, BATCH), ...flags]);
    const effective = path.join(out, 'batch.effective.yml');
    const text = readFileSync(effective, 'utf8');
    expect(text).not.toContain('$schema');
    expect(text).toContain('timeout: 20min');
    const copy = path.join(folder.path, 'copy.yml');
    writeFileSync(copy, text);
    const table = path.join(out, 'tables', 'wide.csv');
    const before = readFileSync(table, 'utf8');
    renameSync(path.join(folder.path, 'batch.yml'), path.join(folder.path, 'gone.yml'));
    expect(await ballast(['run', copy])).toMatchObject({ code: 0 });
    expect(readFileSync(table, 'utf8')).toBe(before);
    expect(readFileSync(effective, 'utf8')).toBe(text);
    expect(readTable(table)).toHaveLength(2);
  });

  it('may be the project folder, in which only files of a batch are moved', async () => {
    using folder = temporaryFolder();
    await makeFiles(path.join(folder.path, 'sims'));
    const batch = writeBatch(folder.path, BATCH.replace('./out', '.'));
    expect(await ballast(['run', batch])).toMatchObject({ code: 0 });
    const first = readFileSync(path.join(folder.path, 'journal.ndjson'), 'utf8');
    writeFileSync(path.join(folder.path, 'notes.txt'), 'mine');
    const again = await ballast(['run', batch, '--fresh']);
    expect(again.code).toBe(0);
    const aside = path.join(folder.path, 'earlier-1');
    expect(again.stderr).toContain(aside);
    const ofBatch = [
      '.ballast',
      'batch.effective.yml',
      'journal.ndjson',
      'report.html',
      'report.json',
      'tables',
    ];
    expect(readdirSync(aside).toSorted()).toEqual(ofBatch);
    expect(readFileSync(path.join(aside, 'journal.ndjson'), 'utf8')).toBe(first);
    const others = ['batch.yml', 'earlier-1', 'notes.txt', 'sims'];
    expect(readdirSync(folder.path).toSorted()).toEqual([...ofBatch, ...others].toSorted());
  });

  it.each([
    ['auto', null],
    ['3', 3],
  ])('has the number of workers that the user allowed in its journal: %s', async (workers, recorded) => {
    using folder = temporaryFolder();
    await makeFiles(path.join(folder.path, 'sims'), 1);
    await ballast(['run', writeBatch(folder.path, BATCH), '--workers', workers]);
    const [header = ''] = readFileSync(path.join(folder.path, 'out', 'journal.ndjson'), 'utf8').split('\n');
    expect(JSON.parse(header)).toMatchObject({ budget: { workers: recorded } });
  });
});
