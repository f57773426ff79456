import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { FaultError } from '@ballast/resource-model';

/** Paths of tables, by the names of their files. */
export type Tables = ReadonlyMap<string, string>;

/**
 * The CSV files of an output folder: those that its report names, in any folder, otherwise those in `tables`, otherwise
 * those in the folder itself. A file is one table. Faults: COMPARE_NOT_FOUND, COMPARE_NO_TABLES.
 */
export function tablesIn(place: string): Tables {
  const stat = statSync(place, { throwIfNoEntry: false });
  if (stat === undefined) {
    throw new FaultError({
      code: 'COMPARE_NOT_FOUND',
      message: `${place} does not exist`,
      hint: 'name two output folders, or two CSV files',
    });
  }
  if (!stat.isDirectory()) return new Map([[path.basename(place), place]]);
  const tables = reported(place) ?? csvFiles(path.join(place, 'tables')) ?? csvFiles(place) ?? new Map();
  if (tables.size > 0) return tables;
  throw new FaultError({
    code: 'COMPARE_NO_TABLES',
    message: `${place} contains no tables`,
    hint: 'name the output folder of a batch that has ended, or a folder of CSV files',
  });
}

const CSV = /\.csv$/i;

/** Null if there is no report that can be read; leaves out tables that it names and that are gone. */
function reported(folder: string): Map<string, string> | null {
  try {
    const report = JSON.parse(readFileSync(path.join(folder, 'report.json'), 'utf8')) as { tables?: unknown };
    if (!Array.isArray(report.tables)) return null;
    const files = (report.tables as readonly { path?: unknown }[]).flatMap((table) =>
      typeof table.path === 'string' ? [path.resolve(folder, table.path)] : [],
    );
    return new Map(
      files.filter((file) => CSV.test(file) && isFile(file)).map((file) => [path.basename(file), file]),
    );
  } catch {
    return null;
  }
}

function csvFiles(folder: string): Map<string, string> | null {
  const names = namesIn(folder).filter((name) => CSV.test(name) && isFile(path.join(folder, name)));
  return names.length === 0 ? null : new Map(names.map((name) => [name, path.join(folder, name)]));
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function isFile(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isFile() === true;
}
