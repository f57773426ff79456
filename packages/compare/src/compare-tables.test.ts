import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { comparePlaces } from './compare-tables.ts';
import { compareText } from './compare-text.ts';
import type { Comparison, TableComparison } from './comparison.ts';

const EXACT = { rtol: 0, atol: 0 };
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'ballast-compare-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, lines: readonly string[]): string {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, lines.map((line) => `${line}\r\n`).join(''));
  return file;
}

function compared(a: readonly string[], b: readonly string[], tolerance = EXACT): TableComparison {
  const { tables } = comparePlaces(write('a.csv', a), write('b.csv', b), tolerance);
  const [table] = tables;
  if (table === undefined) throw new Error('nothing was compared');
  return table;
}

const HEAD = 'file,status,X_max';

describe('two tables', () => {
  it('are identical if their numbers are equal, however they are written', () => {
    const a = write('a.csv', [HEAD, 'f1,succeeded,1', 'f2,failed,']);
    const b = write('b.csv', [HEAD, 'f1,succeeded,1.0e0', 'f2,failed,']);
    const comparison = comparePlaces(a, b, EXACT);
    expect(comparison.identical).toBe(true);
    expect(compareText(comparison)).toEqual(['identical: 1 table, 2 rows']);
  });

  it('show for each column how many cells differ, and the worst with its row and file', () => {
    const { columns } = compared(
      [`${HEAD},Y`, 'f1,succeeded,1,5', 'f2,succeeded,10,5', 'f3,partial,3,5'],
      [`${HEAD},Y`, 'f1,succeeded,1.5,5', 'f2,succeeded,11,5', 'f3,succeeded,3,5'],
    );
    const status = { a: 'partial', b: 'succeeded', absolute: null, relative: null, row: 3, file: 'f3' };
    expect(columns).toEqual([
      { column: 'status', cells: 1, worst: status },
      {
        column: 'X_max',
        cells: 2,
        worst: { a: '1', b: '1.5', absolute: 0.5, relative: 0.5 / 1.5, row: 1, file: 'f1' },
      },
    ]);
  });

  it('have an empty cell or a text for the worst of all differences', () => {
    const { columns } = compared(
      [HEAD, 'f1,s,1e300', 'f2,s,2', 'f3,s,7'],
      [HEAD, 'f1,s,1', 'f2,s,', 'f3,s,7'],
    );
    expect(columns[0]).toMatchObject({ cells: 2, worst: { a: '2', b: '', absolute: null, row: 2 } });
  });

  it('are compared within a tolerance of the larger magnitude and an absolute one', () => {
    const [a, b] = [
      [HEAD, 'f1,s,100', 'f2,s,0'],
      [HEAD, 'f1,s,101', 'f2,s,0.001'],
    ];
    expect(compared(a, b, { rtol: 0.01, atol: 0 }).columns).toHaveLength(1);
    expect(compared(a, b, { rtol: 0.01, atol: 0.001 }).columns).toEqual([]);
    expect(compared(a, b, { rtol: 0, atol: 0.5 }).columns[0]?.worst.file).toBe('f1');
  });

  it('show rows and columns that one of them lacks, and compare the others by name', () => {
    const table = compared(
      ['file,status,X,Y', 'f1,s,1,0', 'f2,s,2,0', 'f4,s,4,0'],
      ['file,status,Z,X', 'f2,s,9,2', 'f3,s,9,3', 'f4,s,9,5', 'f5,s,9,5'],
    );
    expect(table).toMatchObject({
      rows: 2,
      rowsOnlyInA: { count: 1, first: ['f1'] },
      rowsOnlyInB: { count: 2, first: ['f3', 'f5'] },
      columnsOnlyInA: ['Y'],
      columnsOnlyInB: ['Z'],
      columns: [{ column: 'X', cells: 1, worst: { a: '4', b: '5', row: 3 } }],
    });
  });

  it('match the rows of one file by object, variable and period, equal ones in their order', () => {
    const head = 'file,object,variable,period,mean';
    const rows = ['f1,L1,X,whole,1', 'f1,L1,X,"[0, 5]",2', 'f1,L2,X,whole,3', 'f1,L1,X,whole,4'];
    const [first, ...others] = rows;
    const table = compared([head, ...rows], [head, ...others.toReversed(), first ?? '']);
    expect([table.rows, table.rowsOnlyInA.count, table.rowsOnlyInB.count]).toEqual([4, 0, 0]);
    // The two columns of the same name change places.
    expect(table.columns).toMatchObject([{ column: 'mean', cells: 2 }]);
  });

  it('of time series are compared sample by sample', () => {
    const table = compared(['time,X', '0,1', '0.1,2', '0.2,3'], ['time,X', '0,1', '0.1000001,2']);
    expect(table).toMatchObject({ rows: 2, rowsOnlyInA: { count: 1 }, columns: [{ column: 'time' }] });
  });

  it('keep columns of the same name apart', () => {
    const { columns } = compared(['file,X,X', 'f1,1,2'], ['file,X,X', 'f1,1,3']);
    expect(columns).toMatchObject([{ column: 'X (2)', cells: 1 }]);
  });

  it('are different whenever a cell of a number is changed, and only then', () => {
    const rows = fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer()), {
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(rows, fc.nat(), fc.boolean(), (all, at, change) => {
        const lines = (values: typeof all): string[] => [HEAD, ...values.map(([f, x]) => `f${f},s,${x}`)];
        const place = at % all.length;
        const other = all.map(([f, x], i): [number, number] => [f, change && i === place ? x + 1 : x]);
        const table = compared(lines(all), lines(other));
        expect(table.columns.length).toBe(change ? 1 : 0);
        expect(table.rows).toBe(all.length);
      }),
      { numRuns: 40 },
    );
  });
});

describe('two folders', () => {
  const compareFolders = (): Comparison =>
    comparePlaces(path.join(folder, 'a'), path.join(folder, 'b'), EXACT);

  it('are compared table by table, including tables that only one of them has', () => {
    for (const side of ['a', 'b']) write(`${side}/tables/t.csv`, [HEAD, 'f1,s,1']);
    expect(compareFolders().identical).toBe(true);
    write('a/tables/old.csv', [HEAD]);
    write('b/tables/new.csv', [HEAD]);
    const comparison = compareFolders();
    expect(comparison.identical).toBe(false);
    expect(compareText(comparison)).toEqual([
      'different: 2 of 3 tables',
      'new.csv: only in B',
      'old.csv: only in A',
    ]);
  });

  it('are compared by the tables in their reports, in any folder', () => {
    write('elsewhere/t.csv', [HEAD, 'f1,s,1']);
    write('a/report.json', [
      JSON.stringify({ tables: [{ name: 't', path: '../elsewhere/t.csv', file: null }] }),
    ]);
    write('a/tables/stale.csv', ['x']);
    write('b/tables/t.csv', [HEAD, 'f1,s,2']);
    expect(compareFolders().tables).toMatchObject([{ table: 't.csv', columns: [{ column: 'X_max' }] }]);
  });

  it('are refused, not identical, if they have no tables', () => {
    mkdirSync(path.join(folder, 'a'));
    mkdirSync(path.join(folder, 'b'));
    expect(compareFolders).toThrow(/contains no tables/);
    rmSync(path.join(folder, 'a'), { recursive: true });
    expect(compareFolders).toThrow(/does not exist/);
  });

  it('are printed safely, with long cells cut', () => {
    write('a/t.csv', ['file,\u001b[31mX', `f\u001b[2J,${'y'.repeat(300)}`]);
    write('b/t.csv', ['file,\u001b[31mX', 'f\u001b[2J,"1\n2"']);
    const lines = compareText(compareFolders());
    expect(lines.filter((line) => /\p{Cc}/u.test(line))).toEqual([]);
    expect(lines.join('')).toContain('\\u{1b}[31mX');
    for (const line of lines) expect(line.length).toBeLessThan(400);
  });
});
