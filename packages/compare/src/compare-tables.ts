import path from 'node:path';
import { FaultError } from '@ballast/resource-model';
import { ColumnDifferences, type SharedColumn } from './column-differences.ts';
import {
  type Comparison,
  isIdentical,
  type OneSided,
  type TableComparison,
  type Tolerance,
} from './comparison.ts';
import { csvRows } from './csv-rows.ts';
import { type Leftover, pairRows } from './pair-rows.ts';
import { rowNames } from './row-names.ts';
import { type Tables, tablesIn } from './tables-in.ts';

/**
 * Compares two output folders, or two CSV files, table by table; two files count as one table, whatever their names. Tables
 * are read row by row. Faults: those of `tablesIn`; COMPARE_UNREADABLE.
 */
export function comparePlaces(a: string, b: string, tolerance: Tolerance): Comparison {
  const [inA, inB] = [tablesIn(a), tablesIn(b)];
  const tables =
    isOneFile(inA, a) && isOneFile(inB, b) ? oneTable(inA, inB, tolerance) : allTables(inA, inB, tolerance);
  return { ...tolerance, a, b, identical: tables.every(isIdentical), tables };
}

function isOneFile(tables: Tables, place: string): boolean {
  return tables.size === 1 && tables.get(path.basename(place)) === place;
}

function oneTable(a: Tables, b: Tables, tolerance: Tolerance): TableComparison[] {
  const [name = '', fileA = ''] = [...a][0] ?? [];
  const [fileB = ''] = b.values();
  return [compareTable({ table: name, a: fileA, b: fileB }, tolerance)];
}

function allTables(a: Tables, b: Tables, tolerance: Tolerance): TableComparison[] {
  const names = [...new Set([...a.keys(), ...b.keys()])].sort();
  return names.map((name) => {
    const [fileA, fileB] = [a.get(name), b.get(name)];
    if (fileA === undefined) return { ...NOTHING, table: name, in: 'b' };
    if (fileB === undefined) return { ...NOTHING, table: name, in: 'a' };
    return compareTable({ table: name, a: fileA, b: fileB }, tolerance);
  });
}

const NONE: OneSided = { count: 0, first: [] };
const NOTHING = {
  rows: 0,
  rowsOnlyInA: NONE,
  rowsOnlyInB: NONE,
  columnsOnlyInA: [],
  columnsOnlyInB: [],
  columns: [],
} as const;

interface TwoFiles {
  readonly table: string;
  readonly a: string;
  readonly b: string;
}

function compareTable({ table, a, b }: TwoFiles, tolerance: Tolerance): TableComparison {
  const [rowsA, rowsB] = [readable(a), readable(b)];
  try {
    const headerA: readonly string[] = rowsA.next().value ?? [];
    const headerB: readonly string[] = rowsB.next().value ?? [];
    const columns = sharedColumns(headerA, headerB);
    const shared = new Set(columns.map(({ column }) => column));
    const names = { a: rowNames(headerA, shared), b: rowNames(headerB, shared) };
    const differences = new ColumnDifferences(columns, tolerance, names.a.file);
    const pairs = pairRows({ rows: rowsA, name: names.a.name }, { rows: rowsB, name: names.b.name });
    const { rows, left } = addAll(pairs, differences);
    return {
      table,
      in: 'both',
      rows,
      rowsOnlyInA: left.a,
      rowsOnlyInB: left.b,
      columnsOnlyInA: numbered(headerA).filter((column) => !shared.has(column)),
      columnsOnlyInB: numbered(headerB).filter((column) => !shared.has(column)),
      columns: differences.result(),
    };
  } finally {
    rowsA.return(undefined);
    rowsB.return(undefined);
  }
}

function addAll(
  pairs: ReturnType<typeof pairRows>,
  differences: ColumnDifferences,
): { readonly rows: number; readonly left: Leftover } {
  for (let rows = 0; ; rows += 1) {
    const { done, value } = pairs.next();
    if (done === true) return { rows, left: value };
    differences.add(...value);
  }
}

function sharedColumns(a: readonly string[], b: readonly string[]): SharedColumn[] {
  const places = new Map(numbered(b).map((column, place) => [column, place]));
  return numbered(a).flatMap((column, place) => {
    const other = places.get(column);
    return other === undefined ? [] : [{ column, a: place, b: other }];
  });
}

/** A header that a table has twice gets a number. */
function numbered(headers: readonly string[]): string[] {
  const met = new Map<string, number>();
  return headers.map((header) => {
    const count = (met.get(header) ?? 0) + 1;
    met.set(header, count);
    return count === 1 ? header : `${header} (${count})`;
  });
}

/** An error in the middle of a file names the file. */
function* readable(file: string): Generator<string[], undefined> {
  try {
    yield* csvRows(file);
  } catch (cause) {
    throw new FaultError({
      code: 'COMPARE_UNREADABLE',
      message: `${file} cannot be read: ${(cause as Error).message}`,
      hint: 'check the file and its permissions',
      cause,
    });
  }
  return undefined;
}
