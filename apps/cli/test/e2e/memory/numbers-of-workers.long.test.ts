import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { BATCH, sims } from '../batches/every-kind-batch.ts';
import { ballast, temporaryFolder, tool, writeBatch } from '../support/run-ballast.ts';
import { derivedBatch } from '../tables/derived-batch.ts';

/** Every table of a batch in a folder, by its name, when this many workers have made it. */
async function madeBy(workers: string, folder: string, tables: string): Promise<Record<string, string>> {
  const batch = path.join(folder, 'batch.yml');
  const ended = await ballast(['run', batch, '--no-check', '--fresh', '--workers', workers]);
  // One channel does not exist.
  expect(ended.code, ended.stderr).toBe(1);
  const names = readdirSync(path.join(folder, tables)).toSorted();
  return Object.fromEntries(
    names.map((name) => [name, readFileSync(path.join(folder, tables, name), 'utf8')]),
  );
}

describe('tables are the same whatever the number of workers', () => {
  it('if they are of every kind', async () => {
    using folder = temporaryFolder();
    await sims(folder.path);
    writeBatch(folder.path, BATCH);
    const one = await madeBy('1', folder.path, 'csv');
    expect(Object.keys(one).length).toBeGreaterThan(4);
    expect(await madeBy('3', folder.path, 'csv')).toEqual(one);
  });

  it('if they have derived channels', async () => {
    using folder = temporaryFolder();
    const shape = ['--files', '2', '--format', 'mixed', '--channels', '112', '--rows', '901'];
    await tool('openfast-files', ['--out', path.join(folder.path, 'sims'), ...shape]);
    writeBatch(folder.path, derivedBatch('1000'));
    const tables = path.join('out', 'tables');
    const one = await madeBy('1', folder.path, tables);
    expect(Object.keys(one)).toEqual(expect.arrayContaining(['wide.csv', 'definitions.csv']));
    expect(await madeBy('2', folder.path, tables)).toEqual(one);
  });
});
