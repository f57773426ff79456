import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { formattedTables } from '../batches/formatted-tables.ts';
import { asCsv, hasPython, type PythonReader, readWithPython } from '../support/python-reader.ts';

const tables = formattedTables();

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
    const root = tables.root();
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
    const root = tables.root();
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
