import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('./read-table.py', import.meta.url));
/** A Python that has pandas and the like, if the one on the path has not. */
const PYTHON = process.env.BALLAST_PYTHON ?? 'python3';

export type PythonReader = 'csv' | 'pyarrow' | 'pandas' | 'duckdb' | 'openpyxl' | 'zipfile' | 'units';
type Value = string | number | null;

/** Whether this machine can read with that package; says so if it cannot. */
export function hasPython(module: string): boolean {
  const found = spawnSync(PYTHON, ['-c', `import ${module}`], { stdio: 'ignore' }).status === 0;
  if (!found) console.warn(`skipped: no Python with ${module} (BALLAST_PYTHON names another Python)`);
  return found;
}

/** What to read with what: a file, and for a workbook the name of the sheet. */
export type ToRead = readonly [reader: PythonReader, file: string, sheet?: string];

/** The header and the rows of each table, or its units by column. */
export function readWithPython(all: readonly ToRead[]): Value[][][] {
  const { status, stdout, stderr } = spawnSync(PYTHON, [SCRIPT], {
    input: JSON.stringify(all),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { ...process.env, PYTHONIOENCODING: 'utf-8' },
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Value[][][];
}

/** The cells as CSV prints them: a leading apostrophe keeps spreadsheets from running a text. */
export function asCsv(rows: readonly (readonly Value[])[], like: readonly (readonly Value[])[]): string[][] {
  return like.map((cells, row) =>
    cells.map((expected, column) => {
      const value = rows[row]?.[column] ?? null;
      if (value === null) return '';
      if (typeof value === 'number')
        return Number(expected) === value ? String(expected) : `the number ${value}`;
      return `'${value}` === expected ? expected : value;
    }),
  );
}
