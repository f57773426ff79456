import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isFault } from '@ballast/resource-model';
import { readJournal, replayJournal } from '@ballast/scheduler/journal';
import { describe, expect, it } from 'vitest';
import {
  batchOf,
  FAILED,
  LONG_TABLE,
  prepare,
  publishAll,
  SERIES_TABLE,
  settleAll,
  writeInput,
} from '../../test/small-batch.ts';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { publishedBefore } from './publish.ts';

/** A folder with two inputs. */
function twoInputs(): string {
  const folder = temporaryFolder();
  writeInput(folder, 'a.out');
  writeInput(folder, 'b.out', { from: 10 });
  return folder;
}

describe('publishing', () => {
  it('makes the tables and the report from the journal, and records that', async () => {
    const prepared = await prepare(twoInputs(), batchOf([LONG_TABLE, SERIES_TABLE]));
    await settleAll(prepared);
    const { report, places, figures } = await publishAll(prepared);
    const { output } = prepared;
    expect(readdirSync(output.tables).sort()).toEqual(['a_series.csv', 'all.csv', 'b_series.csv']);
    expect(readFileSync(output.table('all.csv'), 'utf8').split('\r\n')[1]).toMatch(/^a\.out,/);
    expect(report.tables.map((table) => table.path)).toEqual([
      'tables/all.csv',
      'tables/a_series.csv',
      'tables/b_series.csv',
    ]);
    expect(JSON.parse(readFileSync(output.report, 'utf8'))).toEqual(JSON.parse(JSON.stringify(report)));
    expect(places.tables).toEqual([{ name: 'all', path: output.table('all.csv') }]);
    expect(places.samples[0]?.files.map(({ file }) => file)).toEqual(['a.out', 'b.out']);
    expect(figures.outcomes.succeeded).toBe(2);
    expect(replayJournal(readJournal(output.journal)).published).toBe(true);
  });

  it('finds the same outputs again without writing anything', async () => {
    const prepared = await prepare(twoInputs(), batchOf([LONG_TABLE, SERIES_TABLE]));
    await settleAll(prepared);
    const made = await publishAll(prepared);
    const before = readFileSync(prepared.output.journal);
    const found = publishedBefore(prepared);
    expect(found.places).toEqual(made.places);
    expect(found.report).toEqual(JSON.parse(JSON.stringify(made.report)));
    expect(readFileSync(prepared.output.journal).equals(before)).toBe(true);
  });

  it('leaves no part of a table, no report and no record if a table cannot be written', async () => {
    const prepared = await prepare(twoInputs());
    await settleAll(prepared);
    const { output } = prepared;
    mkdirSync(output.table('all.csv'));
    const error = await publishAll(prepared).catch((thrown: unknown) => thrown);
    expect(isFault(error)).toBe(true);
    expect(error).toMatchObject({
      code: 'OUTPUT_UNWRITABLE',
      message: expect.stringContaining(`its journal and results are kept in ${output.root}`),
    });
    expect(readdirSync(output.tables)).toEqual(['all.csv']);
    expect(existsSync(output.report)).toBe(false);
    expect(replayJournal(readJournal(output.journal)).published).toBe(false);
    rmSync(output.table('all.csv'), { recursive: true });
    await publishAll(prepared);
    expect(readFileSync(output.table('all.csv'), 'utf8')).toContain('b.out');
  });

  it('removes results that no record names, and keeps foreign files', async () => {
    const prepared = await prepare(twoInputs());
    await settleAll(prepared);
    const { output } = prepared;
    writeFileSync(output.result(0, 7), 'of a coordinator that was killed');
    writeFileSync(output.table('notes.csv'), 'of the user');
    writeFileSync(`${output.table('all.csv')}.123-0a1b2c3d.part`, 'half a table');
    await publishAll(prepared);
    expect(existsSync(output.result(0, 7))).toBe(false);
    expect(existsSync(output.result(0, 1))).toBe(true);
    expect(readdirSync(output.tables).sort()).toEqual(['all.csv', 'notes.csv']);
  });

  it('removes the table of an input that is gone, but nothing else that an edited report names', async () => {
    const folder = twoInputs();
    const source = batchOf([SERIES_TABLE]);
    const first = await prepare(folder, source);
    await settleAll(first);
    await publishAll(first);
    first[Symbol.dispose]();
    const { output } = first;
    const own = path.join(folder, 'own.csv');
    const other = output.table('other.txt');
    for (const file of [own, other]) writeFileSync(file, 'of the user');
    const report = JSON.parse(readFileSync(output.report, 'utf8')) as { tables: unknown[] };
    for (const file of ['../own.csv', 'tables/other.txt'])
      report.tables.push({ name: 'x', path: file, file: null });
    writeFileSync(output.report, JSON.stringify(report));
    rmSync(path.join(folder, 'sims', 'a.out'));
    const second = await prepare(folder, source);
    expect(second.start.nothingToDo).toBe(false);
    await settleAll(second);
    await publishAll(second);
    expect(readdirSync(output.tables).sort()).toEqual(['b_series.csv', 'other.txt']);
    expect(existsSync(own)).toBe(true);
  });

  it('names time series by the whole paths of inputs, whatever others there are, with an index', async () => {
    const folder = temporaryFolder();
    for (const dlc of ['dlc11', 'dlc12']) writeInput(folder, `${dlc}/turbine.out`);
    const made = async (): Promise<Record<string, string>> => {
      const prepared = await prepare(folder, batchOf([SERIES_TABLE]));
      await settleAll(prepared);
      const { places } = await publishAll(prepared);
      prepared[Symbol.dispose]();
      const again = await prepare(folder, batchOf([SERIES_TABLE]));
      expect(publishedBefore(again).places).toEqual(places);
      again[Symbol.dispose]();
      const files = readdirSync(prepared.output.tables);
      return Object.fromEntries(
        files.map((file) => [file, readFileSync(prepared.output.table(file), 'utf8')]),
      );
    };
    const before = await made();
    expect(before['series_index.csv']).toBe(
      'file,table\r\ndlc11/turbine.out,dlc11--turbine_series.csv\r\ndlc12/turbine.out,dlc12--turbine_series.csv\r\n',
    );
    writeInput(folder, 'dlc01/turbine.out', { from: 7 });
    const { 'series_index.csv': _, 'dlc01--turbine_series.csv': added, ...others } = await made();
    const { 'series_index.csv': __, ...same } = before;
    expect(others).toEqual(same);
    expect(added).toContain('\r\n0,7\r\n');
  });

  it('gives a failed input its row, and no file of time series', async () => {
    const prepared = await prepare(twoInputs(), batchOf([LONG_TABLE, SERIES_TABLE]));
    await settleAll(prepared, { 1: FAILED });
    writeFileSync(prepared.output.table('b_series.csv'), 'of an earlier batch');
    const { figures } = await publishAll(prepared);
    expect(readdirSync(prepared.output.tables).sort()).toEqual(['a_series.csv', 'all.csv']);
    expect(readFileSync(prepared.output.table('all.csv'), 'utf8')).toContain('b.out,wrong-format');
    expect(figures.statuses).toMatchObject({ succeeded: 1, 'wrong-format': 1 });
  });
});
