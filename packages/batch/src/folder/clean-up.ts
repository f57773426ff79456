import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { growsInto } from '../files/whole-file.ts';
import type { OutputFolder } from './layout.ts';
import { LOCK, OWNED } from './owned.ts';

/**
 * Removes results that no record published, and unfinished tables, reports and journals of coordinators that were killed
 * while they wrote them. `published`: absolute paths of the result files to keep. The folder must be locked. A file that
 * cannot be removed does no harm and stays.
 */
export function removeOrphans(output: OutputFolder, published: readonly string[]): void {
  const attempts = new Set(published.map((file) => attemptOf(path.basename(file))));
  for (const name of namesIn(output.results)) {
    if (!attempts.has(attemptOf(name)) || name.endsWith('.part')) remove(path.join(output.results, name));
  }
  const work = path.dirname(output.plan);
  for (const name of namesIn(work)) if (name.endsWith('.part')) remove(path.join(work, name));
  for (const name of namesIn(output.tables))
    if (growsInto(name)?.endsWith('.csv') === true) remove(path.join(output.tables, name));
  // Users may keep their own files next to the report.
  for (const name of namesIn(output.root))
    if ([...OWNED, LOCK].includes(growsInto(name) ?? '')) remove(path.join(output.root, name));
}

/** The attempt that a file among the results is from: the same for a result file and its time series. */
function attemptOf(name: string): string {
  return name.split('.', 1)[0] ?? name;
}

/**
 * Removes tables that an earlier report names and the new one does not, such as those of inputs that no longer exist. Only
 * in the folder of the tables: a report may have been edited.
 */
export function removeStaleTables(
  { tables, root }: OutputFolder,
  before: readonly { readonly path: string }[],
  now: readonly { readonly path: string }[],
): void {
  const kept = new Set(now.map((table) => path.resolve(root, table.path)));
  for (const table of before) {
    const file = path.resolve(root, table.path);
    if (!kept.has(file) && path.dirname(file) === tables && file.endsWith('.csv')) remove(file);
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function remove(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // Another program has it open, or it is protected: the next batch tries again.
  }
}
