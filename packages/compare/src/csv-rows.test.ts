import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csvRows } from './csv-rows.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'ballast-csv-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function rowsOf(text: string): string[][] {
  const file = path.join(folder, 'table.csv');
  writeFileSync(file, text);
  return [...csvRows(file)];
}

const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;

describe('csvRows', () => {
  it('reads cells in quotes with commas, quotes and line ends in them', () => {
    expect(rowsOf('a,"b, c","d ""e"""\r\n"",,"x\r\ny"\r\n')).toEqual([
      ['a', 'b, c', 'd "e"'],
      ['', '', 'x\r\ny'],
    ]);
  });

  it('takes any line end, an end without one, and a byte order mark', () => {
    expect(rowsOf('\ufeffa,b\n1,2\r3,4')).toEqual([
      ['a', 'b'],
      ['1', '2'],
      ['3', '4'],
    ]);
  });

  it('has no rows in an empty file, and leaves empty lines out', () => {
    expect(rowsOf('')).toEqual([]);
    expect(rowsOf('a\r\n\r\n,\r\n')).toEqual([['a'], ['', '']]);
  });

  it('reads a cell that is larger than what is read at a time', () => {
    const cell = `ä"${'1,'.repeat(200_000)}ä`;
    expect(rowsOf(`x,${quoted(cell)},${quoted('"')}\r\nz\r\n`)).toEqual([['x', cell, '"'], ['z']]);
  });

  it('returns exactly what was written', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\r', '\n', 'ä', ' ') });
    const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 5 });
    fc.assert(
      fc.property(table, (rows) => {
        expect(rowsOf(rows.map((row) => `${row.map(quoted).join(',')}\r\n`).join(''))).toEqual(rows);
      }),
    );
  });
});
