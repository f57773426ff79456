import { readFileSync, statSync } from 'node:fs';
import { formatBytes } from '@ballast/resource-model';
import type { Cell } from '@ballast/results-model';
import { printable } from '@ballast/text';
import { parse } from 'csv-parse/sync';

export type CollectedRow = Readonly<Record<string, Cell>>;

/** The rows of a small table, or why they cannot be read. */
export type Collected =
  | { readonly ok: true; readonly rows: readonly CollectedRow[] }
  | { readonly ok: false; readonly reason: string };

/** A table that is larger is not a small one, and is not read. */
const LARGEST = 256 * 2 ** 20;
const PARQUET = Buffer.from('PAR1');

/** Reads a CSV file, or a Parquet file, which begins with `PAR1` whatever its name. */
export async function readCollected(file: string): Promise<Collected> {
  try {
    const { size } = statSync(file);
    if (size > LARGEST)
      return {
        ok: false,
        reason: `it has ${formatBytes(size)}, and at most ${formatBytes(LARGEST)} are collected`,
      };
    const data = readFileSync(file);
    const isParquet = data.subarray(0, PARQUET.length).equals(PARQUET);
    return { ok: true, rows: isParquet ? await parquetRows(data) : csvRows(data) };
  } catch (error) {
    // Running the task again would give the same file, which is among the outputs.
    return {
      ok: false,
      reason: `it is not a table, neither CSV with a header nor Parquet: ${printable((error as Error).message, 300)}`,
    };
  }
}

function csvRows(data: Buffer): CollectedRow[] {
  const records = parse(data, {
    bom: true,
    columns: true,
    skip_empty_lines: true,
    relax_column_count: true,
    trim: true,
  }) as Readonly<Record<string, string>>[];
  return records.map((record) => mapped(record, cellOfText));
}

/** A number if it gives the same digits back. */
function cellOfText(text: unknown): Cell {
  if (typeof text !== 'string' || text === '') return null;
  return String(Number(text)) === text ? Number(text) : text;
}

/** What reads Parquet is loaded only for such files. */
async function parquetRows(data: Buffer): Promise<CollectedRow[]> {
  const { parquetReadObjects } = await import('hyparquet');
  const file = data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength) as ArrayBuffer;
  const records = await parquetReadObjects({ file });
  return records.map((record) => mapped(record, cellOfValue));
}

function cellOfValue(value: unknown): Cell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number' || typeof value === 'string') return value;
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'boolean') return String(value);
  return (
    JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? String(part) : part)) ?? null
  );
}

/** Without a prototype: a column may have any name. */
function mapped(record: Readonly<Record<string, unknown>>, cell: (value: unknown) => Cell): CollectedRow {
  const row = Object.create(null) as Record<string, Cell>;
  for (const [name, value] of Object.entries(record)) row[name] = cell(value);
  return row;
}
