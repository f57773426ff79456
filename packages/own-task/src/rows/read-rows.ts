import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Input } from '@ballast/batch';
import type { RowValue, TaskSettings } from '@ballast/config';
import { FaultError } from '@ballast/resource-model';
import { printable } from '@ballast/text';
import { parse } from 'csv-parse/sync';
import { rowIdentity } from './row-identity.ts';

export type TaskRow = Readonly<Record<string, RowValue>>;

const LONGEST_NAME = 120;

/** The rows of a batch whose tasks are rows; null if they are files. Faults: ROWS_UNREADABLE, NO_INPUTS. */
export function rowsOf({ rows }: Pick<TaskSettings, 'rows'>, directory: string): readonly TaskRow[] | null {
  if (rows === null) return null;
  const found = typeof rows === 'string' ? fromFile(path.resolve(directory, rows)) : rows;
  if (found.length > 0) return found;
  throw new FaultError({
    code: 'NO_INPUTS',
    message: `${typeof rows === 'string' ? rows : 'the list of rows'} has no rows`,
    hint: 'write a line with the names of the columns, and a line for each task below it',
  });
}

/** Text that is a number counts as one, so that a table shows it as such. */
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

function fromFile(file: string): readonly TaskRow[] {
  try {
    const records = parse(readFileSync(file), {
      bom: true,
      columns: (header: string[]) => header.map((name) => name.trim()),
      skip_empty_lines: true,
      trim: true,
    }) as readonly Readonly<Record<string, string>>[];
    return records.map((record) =>
      Object.fromEntries(Object.entries(record).map(([column, text]) => [column, rowValue(text)])),
    );
  } catch (cause) {
    throw new FaultError({
      code: 'ROWS_UNREADABLE',
      message: `the rows of ${file} cannot be read: ${(cause as Error).message}`,
      hint: 'expected a CSV file with the names of its columns in the first line',
      details: { path: file },
      cause,
    });
  }
}

/** The text itself where a number would not give the same digits back. */
function rowValue(text: string): RowValue {
  return NUMBER.test(text) && String(Number(text)) === text ? Number(text) : text;
}

/** The rows as inputs of a batch: named by what is in them, in their order. */
export function rowInputs(rows: readonly TaskRow[], directory: string): readonly Input[] {
  const used = new Map<string, number>();
  return rows.map((row) => {
    const name = nameOf(row);
    const count = (used.get(name) ?? 0) + 1;
    used.set(name, count);
    const file = count === 1 ? name : `${name} (${count})`;
    const { size, modified } = rowIdentity(row);
    return { file, path: path.join(directory, 'row'), size, modified, refused: null };
  });
}

/** `a=1 b=2`; a line is itself. */
function nameOf(row: TaskRow): string {
  const entries = Object.entries(row);
  const text =
    entries.length === 1 && row.line !== undefined
      ? String(row.line)
      : entries.map(([column, value]) => `${column}=${value}`).join(' ');
  return printable(text.replaceAll('/', '∕'), LONGEST_NAME);
}
