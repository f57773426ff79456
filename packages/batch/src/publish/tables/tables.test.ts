import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  batchOf,
  LONG_TABLE,
  prepare,
  publishAll,
  settleAll,
  writeInput,
} from '../../../test/small-batch.ts';
import { temporaryFolder } from '../../../test/temporary-folder.ts';
import type { PreparedBatch } from '../../prepare/prepare.ts';
import { tableInputs } from './table-input.ts';
import { TableResults } from './table-results.ts';
import { writeTables } from './tables.ts';

const WIDE = { name: 'wide', layout: 'wide', columns: [{ variable: '*', statistics: ['max'] }] };

async function settled(): Promise<{ prepared: PreparedBatch; write: () => Promise<unknown> }> {
  const folder = temporaryFolder();
  writeInput(folder, 'a.out');
  writeInput(folder, 'b.out', { from: 10 });
  const prepared = await prepare(folder, batchOf([LONG_TABLE, WIDE]));
  await settleAll(prepared);
  const { figures } = await publishAll(prepared);
  const { batch, output, plan } = prepared;
  const tables = batch.tables.map((spec) => ({
    spec,
    place: (format: string) => output.table(`${spec.name}.${format}`),
  }));
  const workbook = output.table('small.xlsx');
  const inputs = tableInputs(figures, prepared);
  return {
    prepared,
    write: () =>
      writeTables({ tables, workbook }, { plan, results: new TableResults(), ahead: null }, inputs),
  };
}

describe('the tables of a batch', () => {
  it('have the columns that the inputs contain, whichever input has them', async () => {
    const { prepared } = await settled();
    const [head, ...rows] = readFileSync(prepared.output.table('wide.csv'), 'utf8').trimEnd().split('\r\n');
    expect(head).toBe('file,status,A_max,B_max');
    expect(rows).toEqual(['a.out,succeeded,2,2', 'b.out,succeeded,12,2']);
  });

  it('are all unchanged if a result is damaged, and no unfinished file is left', async () => {
    const { prepared, write } = await settled();
    const { output } = prepared;
    for (const name of ['all.csv', 'wide.csv']) writeFileSync(output.table(name), 'before');
    writeFileSync(output.result(1, 1), 'cut o');
    expect(await write()).toBeNull();
    expect(readdirSync(output.tables).sort()).toEqual(['all.csv', 'wide.csv']);
    for (const name of ['all.csv', 'wide.csv']) {
      expect(readFileSync(output.table(name), 'utf8')).toBe('before');
    }
  });

  it('leave no unfinished file if one of them cannot be renamed', async () => {
    const { prepared, write } = await settled();
    const { output } = prepared;
    await write();
    const wide = output.table('wide.csv');
    rmSync(wide);
    mkdirSync(wide);
    await expect(write()).rejects.toMatchObject({ syscall: 'rename' });
    expect(readdirSync(output.tables).sort()).toEqual(['all.csv', 'wide.csv']);
    expect(readFileSync(output.table('all.csv'), 'utf8')).toContain('b.out');
  });
});
