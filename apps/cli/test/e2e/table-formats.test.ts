import { mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asCsv, hasPython, type PythonReader, readWithPython } from './python-reader.ts';
import { ballast, temporaryFolder, writeBatch } from './run-ballast.ts';

/** Names of channels that a spreadsheet, XML or a reader of CSV could take for something else. */
const HOSTILE = ['=1+1', '@SUM(A1)', '<t>&amp;</t>', '_x0041_', 'a,"b";c', ']]>', '-2+3', 'µ°Å🌊'];

const BATCH = `reader: openfast
inputs: ./inputs
formats: [csv, xlsx, parquet]
tables:
  - { name: wide, layout: wide, columns: [{ variable: "*", statistics: [max, tMax, mean] }], style: { foot: [mean] } }
  - { name: long, layout: long, columns: [{ variable: "*", statistics: all }] }
  - { name: series, layout: time-series, columns: ["*"] }
  - { name: counts, kind: rainflow, columns: ["*"] }
`;

const folder = temporaryFolder();
afterAll(() => folder[Symbol.dispose]());
/** The output folder of a run with one worker. */
let root: string;
beforeAll(async () => {
  writeInputs(6);
  root = await run('one', '--workers', '1');
});

function writeInputs(files: number): void {
  mkdirSync(path.join(folder.path, 'inputs'));
  const long = new Date(Date.now() - 3_600_000);
  for (let number = 0; number < files; number += 1) {
    const rows = Array.from({ length: 300 }, (_, i) =>
      [i / 10, ...HOSTILE.map((_, channel) => (Math.sin(i * (channel + 1)) * (number + 1)) / 3)].join('\t'),
    );
    const file = path.join(folder.path, 'inputs', `=case ${number}.out`);
    const units = HOSTILE.map((_, channel) => (channel % 2 === 0 ? '(kN-m)' : '(<=&>)'));
    writeFileSync(
      file,
      `${[['Time', ...HOSTILE].join('\t'), ['(s)', ...units].join('\t'), ...rows].join('\n')}\n`,
    );
    utimesSync(file, long, long);
  }
}

async function run(out: string, ...args: readonly string[]): Promise<string> {
  const batch = writeBatch(folder.path, BATCH);
  const made = path.join(folder.path, out);
  const ended = await ballast(['run', batch, '--out', made, '--no-history', ...args]);
  expect(ended, ended.stderr).toMatchObject({ code: 0 });
  return made;
}

/** The names of the tables as CSV. */
function csvIn(root: string): string[] {
  const names = readdirSync(path.join(root, 'tables'));
  return names.filter((name) => name.endsWith('.csv') && names.includes(name.replace(/csv$/, 'parquet')));
}

const PARQUET: readonly PythonReader[] = ['pyarrow', 'pandas', 'duckdb'];
const XLSX: readonly PythonReader[] = ['openpyxl', 'zipfile'];

describe.skipIf(!hasPython('csv'))('tables in other formats', () => {
  const readers = PARQUET.filter(hasPython);
  it.skipIf(readers.length === 0)(`are what ${readers.join(', ')} read from CSV, cell by cell`, async () => {
    const names = csvIn(root);
    expect(names).toHaveLength(14);
    const files = names.map((name) => path.join(root, 'tables', name));
    const expected = readWithPython(files.map((file) => ['csv', file]));
    for (const reader of readers) {
      const found = readWithPython(files.map((file) => [reader, file.replace(/csv$/, 'parquet')]));
      for (const [i, rows] of found.entries()) {
        const like = expected[i] ?? [];
        expect(rows).toHaveLength(like.length);
        expect(asCsv(rows, like), `${names[i]} by ${reader}`).toEqual(like);
      }
    }
    if (!readers.includes('pyarrow')) return;
    const [units] = readWithPython([['units', path.join(root, 'tables', 'wide.parquet')]]);
    expect(units).toMatchObject({ '=1+1_max': 'kN-m', '=1+1_tMax': 's', '@SUM(A1)_mean': '<=&>' });
  });

  it('are sheets with the same cells and a row of units', async () => {
    const names = csvIn(root);
    const files = names.map((name) => path.join(root, 'tables', name));
    const expected = readWithPython(files.map((file) => ['csv', file]));
    for (const reader of XLSX.filter(hasPython)) {
      const found = readWithPython(names.map((name) => [reader, ...sheetOf(root, name)]));
      for (const [i, [head = [], ...rows]] of found.entries()) {
        const like = expected[i] ?? [];
        if (/wide|series/.test(names[i] ?? '')) expect(rows.shift()).toContain('kN-m');
        // Only Excel reads back what is written for its escapes.
        const cells = [head, ...rows].map((row) =>
          row.map((cell) => (typeof cell === 'string' ? cell.replaceAll('_x005F_', '_') : cell)),
        );
        expect(cells).toHaveLength(like.length);
        expect(asCsv(cells, like), `${names[i]} by ${reader}`).toEqual(like);
      }
    }
  });
});

/** The workbook and the sheet of a table, by its name as CSV. */
function sheetOf(root: string, csv: string): readonly [file: string, sheet: string] {
  const isOwn = /_(series|counts)\.csv$/.test(csv);
  const workbook = isOwn ? csv.replace(/csv$/, 'xlsx') : 'batch.xlsx';
  return [path.join(root, 'tables', workbook), isOwn ? 'data' : csv.replace('.csv', '')];
}

describe('the files of all formats', () => {
  it('are the same bytes for any number of workers', async () => {
    const four = await run('four', '--workers', '4');
    const names = readdirSync(path.join(root, 'tables'));
    expect(names.filter((name) => !name.endsWith('.csv'))).toHaveLength(27);
    expect(readdirSync(path.join(four, 'tables'))).toEqual(names);
    for (const name of names) {
      const [a, b] = [root, four].map((of) => readFileSync(path.join(of, 'tables', name)));
      expect(a?.equals(b ?? Buffer.alloc(0)), name).toBe(true);
    }
  });

  it('are verified and made again like every table', async () => {
    const places = ['wide.parquet', 'batch.xlsx', '=case 0_series.parquet'].map((name) =>
      path.join(root, 'tables', name),
    );
    const before = places.map((file) => readFileSync(file));
    for (const file of places) writeFileSync(file, 'changed');
    const verified = await ballast(['verify', root]);
    expect(verified.code).toBe(1);
    for (const file of places) expect(verified.stdout + verified.stderr).toContain(path.basename(file));
    expect(await ballast(['resume', root, '--repair'])).toMatchObject({ code: 0 });
    for (const [i, file] of places.entries())
      expect(readFileSync(file).equals(before[i] ?? Buffer.alloc(0))).toBe(true);
  });
});
