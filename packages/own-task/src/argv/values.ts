import path from 'node:path';
import type { RowValue } from '@ballast/config';
import type { PlaceholderValues } from './placeholders.ts';

/** One attempt, as placeholders see it. */
export interface AttemptFacts {
  /** Absolute path of the input; of no meaning for a row. */
  readonly input: string;
  /** From 0, in the order of the inputs. */
  readonly index: number;
  /** Values by column; null for a file. */
  readonly row: Readonly<Record<string, RowValue>> | null;
  /** Absolute path of the folder of the attempt; null if it has none. */
  readonly out: string | null;
  readonly cores: number;
}

export function valuesOf({ input, index, row, out, cores }: AttemptFacts): PlaceholderValues {
  const all = { index: String(index), out: out ?? '', cores: String(cores) };
  if (row !== null) return { ...all, ...texts(row) };
  const { base: name, name: stem, dir: folder } = path.parse(input);
  return { input, name, stem, folder, ...all };
}

function texts(row: Readonly<Record<string, RowValue>>): PlaceholderValues {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => [column, value === null ? '' : String(value)]),
  );
}
