import { writeFileSync } from 'node:fs';
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
} from '../../../test/small-batch.ts';
import { temporaryFolder } from '../../../test/temporary-folder.ts';
import { type Row, tableRowsOf } from './rows.ts';

const WIDE = { name: 'wide', layout: 'wide', columns: [{ variable: 'A', statistics: ['min', 'max'] }] };
const FOOTED = { ...WIDE, name: 'footed', style: { foot: ['max'] } };

async function rows(name: string): Promise<Iterable<Row>> {
  const folder = temporaryFolder();
  writeInput(folder, 'a.out');
  writeInput(folder, 'b.out', { from: 10 });
  writeInput(folder, 'c.out', { from: 20 });
  const prepared = await prepare(folder, batchOf([LONG_TABLE, WIDE, FOOTED, SERIES_TABLE]));
  await settleAll(prepared, { 2: FAILED });
  const { figures } = await publishAll(prepared);
  return tableRowsOf(name, prepared, figures);
}

describe('the rows of a table', () => {
  it('have cells with the types of their values, in input order', async () => {
    expect([...(await rows('wide'))]).toEqual([
      { file: 'a.out', status: 'succeeded', A_min: 0, A_max: 2 },
      { file: 'b.out', status: 'succeeded', A_min: 10, A_max: 12 },
      { file: 'c.out', status: 'wrong-format', A_min: null, A_max: null },
    ]);
  });

  it('are one for each series of a long table, and one for an input without a result', async () => {
    const found = [...(await rows('all'))];
    expect(found.map(({ file, variable, max }) => [file, variable, max])).toEqual([
      ['a.out', 'A', 2],
      ['a.out', 'B', 2],
      ['b.out', 'A', 12],
      ['b.out', 'B', 2],
      ['c.out', null, null],
    ]);
  });

  it('can be read again, without the summary rows', async () => {
    const found = await rows('footed');
    expect([...found]).toHaveLength(3);
    expect([...found]).toHaveLength(3);
  });

  it('are refused for a result that is not what was written', async () => {
    const folder = temporaryFolder();
    writeInput(folder, 'a.out');
    const prepared = await prepare(folder, batchOf([WIDE]));
    await settleAll(prepared);
    const { figures } = await publishAll(prepared);
    writeFileSync(prepared.output.result(0, 1), '{}');
    expect(() => [...tableRowsOf('wide', prepared, figures)]).toThrow(
      expect.objectContaining({ code: 'RESULT_DAMAGED', message: expect.stringContaining('a.out') }),
    );
  });

  it('are refused at once for an unknown table, with the names of the tables that have rows', async () => {
    await expect(rows('none')).rejects.toMatchObject({
      code: 'TABLE_UNKNOWN',
      hint: 'ask for all or wide or footed',
    });
  });

  it('are refused for a table of time series, which has files instead', async () => {
    await expect(rows('series')).rejects.toMatchObject({
      code: 'TABLE_UNKNOWN',
      hint: 'read the files in places.samples',
    });
  });
});
