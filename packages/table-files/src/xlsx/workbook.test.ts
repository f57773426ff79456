import { type Cell, printable } from '@ballast/results-model';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readXlsx } from '../../test/read-xlsx.ts';
import type { TableHead } from '../table-head.ts';
import { XLSX_LIMITS } from './limits.ts';
import { createSheet } from './sheet.ts';
import { workbookPieces } from './workbook.ts';

type Table = TableHead & { readonly name: string; readonly rows: readonly (readonly Cell[])[] };

function workbook(...tables: readonly Table[]): Buffer {
  const sheets = tables.map(({ name, rows, ...head }) => {
    const pieces: Uint8Array[] = [];
    const sheet = createSheet(name, head, (bytes) => pieces.push(bytes));
    for (const row of rows) sheet.row(row);
    return { name, deflated: sheet.end(), pieces: () => pieces };
  });
  return Buffer.concat([...workbookPieces(sheets)]);
}

const PLAIN: Table = { name: 't', columns: ['file', 'max'], units: null, rows: [['a.sim', 1.5]] };

function withoutTrailingNulls(cells: readonly Cell[]): Cell[] {
  const all = [...cells];
  while (all.length > 0 && all.at(-1) === null) all.pop();
  return all;
}

describe('a workbook', () => {
  it('has a sheet for each table, with its header in view', () => {
    const [first, second] = readXlsx(workbook(PLAIN, { ...PLAIN, name: 'second', units: [null, 'kN'] }));
    expect(first?.rows).toEqual([
      ['file', 'max'],
      ['a.sim', 1.5],
    ]);
    expect(first?.xml).toContain(
      '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>',
    );
    expect(second?.name).toBe('second');
    expect(second?.rows[1]).toEqual([null, 'kN']);
    expect(second?.xml).toContain('ySplit="2"');
  });

  it('holds numbers as the same numbers, and leaves out those that are not finite', () => {
    fc.assert(
      fc.property(fc.array(fc.double(), { minLength: 1, maxLength: 40 }), (numbers) => {
        const columns = numbers.map((_, i) => `c${i}`);
        const [sheet] = readXlsx(workbook({ name: 't', columns, units: null, rows: [numbers] }));
        const expected = numbers.map((number) => (Number.isFinite(number) ? number + 0 : null));
        expect(sheet?.rows[1]).toEqual(withoutTrailingNulls(expected));
      }),
    );
  });

  it('holds whatever text as text', () => {
    const unit = fc.oneof(
      fc.constantFrom('=1+1', '@SUM(A1)', '_x0041_', ']]>', '</t>', '&#65;', '\r\n', '\uFFFF'),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(fc.array(unit, { minLength: 1, maxLength: 5 }), (texts) => {
        const columns = texts.map((_, i) => `c${i}`);
        const [sheet] = readXlsx(workbook({ name: 't', columns, units: null, rows: [texts] }));
        expect(sheet?.rows[1]).toEqual(
          texts.map((text) => printable(text).replace(/[\uFFFE\uFFFF]/g, '\uFFFD')),
        );
        expect(sheet?.xml).not.toContain('<f');
      }),
    );
  });

  it('marks text that is too long for a cell as cut', () => {
    const long = 'x'.repeat(XLSX_LIMITS.text + 1);
    const [sheet] = readXlsx(workbook({ ...PLAIN, rows: [[long, 'x'.repeat(XLSX_LIMITS.text)]] }));
    const [cut, whole] = sheet?.rows[1] ?? [];
    expect(cut).toBe(`${'x'.repeat(XLSX_LIMITS.text - 1)}…`);
    expect(whole).toHaveLength(XLSX_LIMITS.text);
  });

  it('stays whole when its sheets are compressed in many pieces', () => {
    const rows = Array.from({ length: 30_000 }, (_, i) => [`file ${i}`, i / 7]);
    const [sheet] = readXlsx(workbook({ ...PLAIN, rows }));
    expect(sheet?.rows.slice(1)).toEqual(rows);
  });

  it('is the same bytes for the same tables', () => {
    expect(workbook(PLAIN).equals(workbook(PLAIN))).toBe(true);
  });

  it('refuses a table with more columns or rows than a sheet holds', () => {
    const columns = Array.from({ length: XLSX_LIMITS.columns + 1 }, (_, i) => `c${i}`);
    expect(() => workbook({ ...PLAIN, name: 'wide', columns, rows: [] })).toThrow(
      'the table "wide" cannot be written as xlsx: it has 16385 columns, and a sheet of an Excel workbook holds at most 16384',
    );
    const sheet = createSheet('long', { columns: [], units: null }, () => undefined);
    for (let row = 2; row <= XLSX_LIMITS.rows; row += 1) sheet.row([]);
    expect(() => sheet.row([])).toThrow('it has 1048577 rows with its header');
  });

  it('reaches the last column that Excel has', () => {
    const columns = Array.from({ length: XLSX_LIMITS.columns }, (_, i) => `c${i}`);
    const [sheet] = readXlsx(workbook({ name: 't', columns, units: null, rows: [] }));
    expect(sheet?.xml).toContain('<c r="XFD1"');
    expect(sheet?.rows[0]).toEqual(columns);
  });
});
