import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ballast, temporaryFolder, tool, writeBatch } from '../support/run-ballast.ts';

const BATCH = `version: 1
batch: compared
reader: openfast
inputs: { directory: ./sims }
output: ./out
tables:
  - { name: long, layout: long, columns: [{ variable: "*", statistics: all }] }
  - name: wide
    layout: wide
    columns: [{ variable: TwrBsMyt, statistics: [max] }, { variable: PtfmSurge, statistics: [mean], label: surge }]
  - { name: history, layout: time-series, columns: [{ variable: PtfmSurge }] }
`;

async function twoBatches(folder: string): Promise<{ readonly a: string; readonly b: string }> {
  const shape = ['--files', '3', '--channels', '112', '--rows', '300'];
  await tool('openfast-files', ['--out', path.join(folder, 'sims'), ...shape]);
  const batch = writeBatch(folder, BATCH);
  const [a, b] = ['a', 'b'].map((name) => path.join(folder, name)) as [string, string];
  expect((await ballast(['run', batch, '--out', a, '--workers', '1'])).code).toBe(0);
  expect((await ballast(['run', batch, '--out', b, '--workers', '3'])).code).toBe(0);
  return { a, b };
}

describe('ballast compare', () => {
  it('finds two runs of one batch identical, and shows every difference with its column, row and file', async () => {
    using folder = temporaryFolder();
    const { a, b } = await twoBatches(folder.path);
    const same = await ballast(['compare', a, b]);
    expect(same).toMatchObject({ code: 0, stderr: '' });
    expect(same.stdout).toMatch(/^identical: 5 tables, \d{4} rows\n$/);

    const wide = path.join(b, 'tables', 'wide.csv');
    const lines = readFileSync(wide, 'utf8').split('\r\n');
    const cells = (lines[2] ?? '').split(',');
    const surge = Number(cells[3]);
    lines[2] = [...cells.slice(0, 3), String(surge * 1.001)].join(',');
    writeFileSync(wide, lines.join('\r\n'));
    const history = readFileSync(path.join(a, 'report.json'), 'utf8').match(/[^"/]*_history\.csv/)?.[0] ?? '';
    rmSync(path.join(b, 'tables', history));

    const other = await ballast(['compare', a, b]);
    expect(other.code).toBe(1);
    expect(other.stdout).toContain('different: 2 of 5 tables');
    expect(other.stdout).toContain(`${history}: only in A`);
    expect(other.stdout).toMatch(/surge: 1 cell, worst 0\.\d+ \(0\.0999 %\): .* in row 2 \(.+\.outb?\)/);

    const json = await ballast(['compare', a, b, '--json']);
    expect(json.code).toBe(1);
    expect(JSON.parse(json.stdout)).toMatchObject({
      identical: false,
      rtol: 0,
      tables: expect.arrayContaining([
        expect.objectContaining({
          table: 'wide.csv',
          columns: [expect.objectContaining({ column: 'surge', worst: expect.objectContaining({ row: 2 }) })],
        }),
      ]),
    });
  });

  it('takes two files and tolerances, and prints nothing with --quiet', async () => {
    using folder = temporaryFolder();
    const [a, b] = ['a.csv', 'b.csv'].map((name) => path.join(folder.path, name)) as [string, string];
    writeFileSync(a, 'file,X\r\nf,100\r\n');
    writeFileSync(b, 'file,X\r\nf,100.5\r\n');
    expect(await ballast(['compare', a, b, '--quiet'])).toMatchObject({ code: 1, stdout: '', stderr: '' });
    expect((await ballast(['compare', a, b, '--rtol', '0.01'])).stdout).toMatch(
      /^identical within rtol 0\.01/,
    );
    expect((await ballast(['compare', a, b, '--atol', '1'])).code).toBe(0);
    expect((await ballast(['compare', a, b, '--rtol', 'much'])).code).toBe(2);
    expect(await ballast(['compare', a, path.join(folder.path, 'none')])).toMatchObject({
      code: 3,
      stdout: '',
    });
  });
});
