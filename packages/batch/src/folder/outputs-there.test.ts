import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { batchOf, LONG_TABLE, prepare, SERIES_TABLE, settleAll, writeInput } from '../../test/small-batch.ts';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { publishOutputs } from '../publish/publish.ts';
import type { OutputFolder } from './layout.ts';
import { outputsAreThere, reportIn } from './outputs-there.ts';

async function published(): Promise<OutputFolder> {
  const folder = temporaryFolder();
  writeInput(folder, 'a.out');
  const prepared = await prepare(folder, batchOf([LONG_TABLE, SERIES_TABLE]));
  await settleAll(prepared);
  await publishOutputs(prepared);
  return prepared.output;
}

describe('the outputs of a batch', () => {
  it('exist after it was published', async () => {
    const output = await published();
    expect(outputsAreThere(output)).toBe(true);
    expect(reportIn(output)?.tables).toHaveLength(2);
  });

  it.each(['all.csv', 'a_series.csv'])('do not all exist without %s', async (name) => {
    const output = await published();
    rmSync(output.table(name));
    expect(outputsAreThere(output)).toBe(false);
  });

  it.each([
    '',
    'null',
    '[]',
    '{"tables": 5}',
    '{"tables": [',
    '{"tables": [null]}',
    '{"tables": [{"name": "a"}]}',
  ])('do not exist with the report %j', async (text) => {
    const output = await published();
    writeFileSync(output.report, text);
    expect(reportIn(output)).toBeNull();
    expect(outputsAreThere(output)).toBe(false);
  });

  it('do not exist without a report', async () => {
    const output = await published();
    expect(readFileSync(output.report, 'utf8')).not.toBe('');
    rmSync(output.report);
    expect(outputsAreThere(output)).toBe(false);
  });
});
