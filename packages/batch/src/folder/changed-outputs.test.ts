import {
  appendFileSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { type PublishedFile, readJournal, replayJournal } from '@ballast/scheduler/journal';
import { describe, expect, it } from 'vitest';
import {
  batchOf,
  LONG_TABLE,
  prepare,
  publishAll,
  SERIES_TABLE,
  settleAll,
  writeInput,
} from '../../test/small-batch.ts';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { changedOutputs, reportIn } from './changed-outputs.ts';
import type { OutputFolder } from './layout.ts';

interface Published {
  readonly output: OutputFolder;
  readonly files: readonly PublishedFile[];
}

async function published(): Promise<Published> {
  const folder = temporaryFolder();
  writeInput(folder, 'a.out');
  const prepared = await prepare(folder, batchOf([LONG_TABLE, SERIES_TABLE]));
  await settleAll(prepared);
  await publishAll(prepared);
  const { output } = prepared;
  return { output, files: replayJournal(readJournal(output.journal)).publishedFiles ?? [] };
}

const changes = ({ output, files }: Published, digests = false) =>
  changedOutputs(output, files, digests).map(({ name, reason }) => `${name}: ${reason}`);

describe('the outputs of a batch', () => {
  it('are as they were written after it was published', async () => {
    const batch = await published();
    expect(batch.files.map(({ name }) => name)).toEqual([
      'tables/a_series.csv',
      'tables/all.csv',
      'report.json',
      'report.html',
    ]);
    expect(changes(batch)).toEqual([]);
    expect(changes(batch, true)).toEqual([]);
  });

  it.each(['tables/all.csv', 'tables/a_series.csv', 'report.json', 'report.html'])(
    'have changed if %s is missing, longer, or has other content',
    async (name) => {
      const batch = await published();
      const file = path.join(batch.output.root, name);
      const content = readFileSync(file);
      appendFileSync(file, ' ');
      expect(changes(batch)).toEqual([
        `${name}: expected ${content.length} bytes, found ${content.length + 1}`,
      ]);
      rmSync(file);
      expect(changes(batch)).toEqual([`${name}: the file is missing`]);
      writeFileSync(
        file,
        content.map((byte, i) => (i === 3 ? byte ^ 1 : byte)),
      );
      expect(changes(batch)).toEqual([expect.stringContaining(`${name}: expected SHA-256`)]);
    },
  );

  it.runIf(process.platform !== 'win32')('have changed if one of them is a link', async () => {
    const batch = await published();
    const table = batch.output.table('all.csv');
    renameSync(table, `${table}.elsewhere`);
    symlinkSync(`${table}.elsewhere`, table);
    expect(changes(batch)).toEqual(['tables/all.csv: the file is missing']);
  });

  it('are as they were written if they were copied, and only the content of all files shows more', async () => {
    const batch = await published();
    const table = batch.output.table('all.csv');
    const { mtime } = statSync(table);
    utimesSync(table, 5, 5);
    expect(changes(batch)).toEqual([]);
    const content = readFileSync(table);
    writeFileSync(
      table,
      content.map((byte, i) => (i === 3 ? byte ^ 1 : byte)),
    );
    utimesSync(table, mtime, mtime);
    const files = batch.files.map((file) => ({
      ...file,
      modified: statSync(path.join(batch.output.root, file.name)).mtimeMs,
    }));
    expect(changes({ ...batch, files })).toEqual([]);
    expect(changes({ ...batch, files }, true)).toHaveLength(1);
  });

  it.each([
    '',
    'null',
    '[]',
    '{"tables": 5}',
    '{"tables": [',
    '{"tables": [{"name": "all", "qath": "a"}]}',
    '{"tables": [null]}',
  ])('have changed with the report %j, whatever the journal says about it', async (text) => {
    const { output, files } = await published();
    writeFileSync(output.report, text);
    expect(reportIn(output)).toBeNull();
    const others = files.filter(({ name }) => name !== 'report.json');
    expect(changes({ output, files: others })).toEqual(['report.json: it is not a report']);
  });
});
