import { readdirSync, readFileSync } from 'node:fs';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
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
import type { PreparedBatch } from '../prepare/prepare.ts';
import { verifyBatch } from '../verify/verify-batch.ts';
import { publishedBefore } from './publish.ts';

const WIDE = {
  name: 'wide',
  layout: 'wide',
  columns: [{ variable: '*', statistics: ['max'] }],
  style: { foot: ['mean'] },
};

async function published(folder: string, formats: readonly string[]) {
  const batch = { ...batchOf([LONG_TABLE, WIDE, SERIES_TABLE]), formats };
  const prepared = await prepare(folder, batch);
  await settleAll(prepared);
  return { prepared, ...(await publishAll(prepared)) };
}

function twoInputs(): string {
  const folder = temporaryFolder();
  writeInput(folder, 'a.out');
  writeInput(folder, 'b.out', { from: 0.1 });
  return folder;
}

function csvRows({ output }: PreparedBatch, name: string): string[][] {
  const lines = readFileSync(output.table(`${name}.csv`), 'utf8')
    .trimEnd()
    .split('\r\n');
  return lines.map((line) => line.split(','));
}

async function parquetRows({ output }: PreparedBatch, name: string): Promise<string[][]> {
  const { buffer, byteOffset, length } = readFileSync(output.table(`${name}.parquet`));
  const file = buffer.slice(byteOffset, byteOffset + length) as ArrayBuffer;
  const columns = parquetMetadata(file)
    .schema.slice(1)
    .map((column) => column.name);
  const rows = (await parquetReadObjects({ file })) as Record<string, unknown>[];
  return [columns, ...rows.map((row) => columns.map((column) => String(row[column] ?? '')))];
}

describe('the formats of tables', () => {
  it('hold the same cells', async () => {
    const { prepared } = await published(twoInputs(), ['csv', 'parquet']);
    for (const name of ['all', 'wide', 'a_series', 'b_series']) {
      expect(await parquetRows(prepared, name), name).toEqual(csvRows(prepared, name));
    }
  });

  it('are all named by the report and the journal, CSV first, and tables share a workbook', async () => {
    const { prepared, report, places } = await published(twoInputs(), ['parquet', 'xlsx', 'csv']);
    const all = report.tables.map((table) => table.path.replace('tables/', ''));
    expect(all.slice(0, 6)).toEqual([
      'all.csv',
      'small.xlsx',
      'all.parquet',
      'wide.csv',
      'small.xlsx',
      'wide.parquet',
    ]);
    expect(readdirSync(prepared.output.tables).sort()).toEqual([...new Set(all)].sort());
    expect(places.samples.map(({ pattern }) => pattern)).toEqual(
      ['csv', 'xlsx', 'parquet'].map((format) => prepared.output.table(`*_series.${format}`)),
    );
    expect(publishedBefore(prepared).places).toEqual(places);
    const verified = await verifyBatch(prepared.output.root);
    expect(verified).toMatchObject({ differences: [], outputs: new Set(all).size + 2 });
  });

  it('replace those of an earlier run, from the same results', async () => {
    const folder = twoInputs();
    const first = await published(folder, ['csv', 'xlsx']);
    first.prepared[Symbol.dispose]();
    const { prepared } = await published(folder, ['parquet']);
    expect(readdirSync(prepared.output.tables).sort()).toEqual([
      'a_series.parquet',
      'all.parquet',
      'b_series.parquet',
      'wide.parquet',
    ]);
  });

  it('refuse a table that no sheet can hold before anything is written', async () => {
    const folder = twoInputs();
    const columns = Array.from({ length: 1639 }, (_, i) => ({ variable: `A${i}`, statistics: 'all' }));
    const batch = { ...batchOf([{ ...WIDE, columns }]), formats: ['xlsx'] };
    await expect(prepare(folder, batch)).rejects.toMatchObject({ code: 'TABLE_TOO_LARGE' });
    expect(readdirSync(folder)).toEqual(['sims']);
  });
});
