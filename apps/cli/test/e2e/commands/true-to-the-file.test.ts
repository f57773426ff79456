import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ballast, readTable, temporaryFolder, writeBatch } from '../support/run-ballast.ts';

const BATCH = `version: 1
batch: files
reader: openfast
inputs: { directory: ./sims, include: ["**/*"] }
output: ./out
tables:
  - { name: all, layout: long, columns: [{ variable: "*", statistics: [max] }] }
`;

const HEAD = ['Time\tA\tB', '(s)\t(m)\t(kN)'];
const rows = (count: number): string[] =>
  Array.from({ length: count }, (_, at) => `${(at / 10).toFixed(2)}\t${at}.5\t-${at}.0`);
const SECOND = ['Time\tB\tA', '(s)\t(kN)\t(m)', '0.00\t99.0\t99.0'];

/** What each file is, and the status that tells it. */
const FILES: Readonly<Record<string, readonly [string, readonly string[]]>> = {
  'a-good.out': ['succeeded', [...HEAD, ...rows(40)]],
  'b-nan.out': ['incomplete', [...HEAD, ...rows(40), '4.00\tNaN\t1.0']],
  'c-two-runs.out': ['partial', [...HEAD, ...rows(40), ...SECOND]],
  'd-doubled.out': ['suspect', [...HEAD, ...rows(40).flatMap((row) => [row, row])]],
  'e-modes.out': ['wrong-format', ['span\tdisp\tslope', '(m)\t(m)\t(-)', ...rows(40)]],
  'f-names.out': ['failed', ['Time\tA', '(s)\t(m)', ...rows(40)]],
};

describe('the status of a file', () => {
  it('tells what its values are worth, and only a batch of good files ends with 0', async () => {
    using folder = temporaryFolder();
    mkdirSync(path.join(folder.path, 'sims'));
    for (const [name, [, lines]] of Object.entries(FILES)) {
      writeFileSync(path.join(folder.path, 'sims', name), `${lines.join('\n')}\n`);
    }
    const ended = await ballast(['run', writeBatch(folder.path, BATCH), '--quiet', '--no-history']);
    expect(ended).toMatchObject({ code: 1, stdout: '' });
    const table = readTable(path.join(folder.path, 'out', 'tables', 'all.csv'));
    const statuses = Object.fromEntries(table.map(({ file, status }) => [file, status]));
    expect(statuses).toEqual(
      Object.fromEntries(Object.entries(FILES).map(([name, [status]]) => [name, status])),
    );
    const largest = (file: string): unknown[] =>
      table.filter((row) => row.file === file).map(({ max }) => max);
    expect(largest('b-nan.out')).toEqual(['', '1']);
    expect(largest('c-two-runs.out')).toEqual(['39.5', '0']);
    expect(ended.stderr).toContain('1 file has values that are not to be trusted:');
    expect(ended.stderr).toContain('(40 of 80 rows are not later than the rows before');
    expect(ended.stderr).toContain('2 column names in line 1, but the rows below them have 3 columns');
  });
});
