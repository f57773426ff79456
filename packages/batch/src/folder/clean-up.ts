import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { growsInto } from '../files/whole-file.ts';
import type { OutputFolder } from './layout.ts';
import { OWNED } from './owned.ts';

/**
 * Takes away what attempts left that nobody published, and tables, reports and journals of coordinators that were killed
 * while they wrote them. `published`: absolute paths of the result files that count. The folder has to be locked. What
 * cannot be taken away does no harm and stays.
 */
export function removeOrphans(output: OutputFolder, published: readonly string[]): void {
  const stems = new Set(published.map((file) => stemOf(path.basename(file))));
  for (const name of namesIn(output.results)) {
    if (!stems.has(stemOf(name)) || name.endsWith('.part')) remove(path.join(output.results, name));
  }
  const work = path.dirname(output.plan);
  for (const name of namesIn(work)) if (name.endsWith('.part')) remove(path.join(work, name));
  for (const name of namesIn(output.tables))
    if (growsInto(name)?.endsWith('.csv') === true) remove(path.join(output.tables, name));
  // Users keep files of their own beside the report.
  for (const name of namesIn(output.root))
    if (OWNED.includes(growsInto(name) ?? '')) remove(path.join(output.root, name));
}

/** What a result file and the time series beside it have in common. */
function stemOf(name: string): string {
  return name.split('.', 1)[0] ?? name;
}

/**
 * Takes away files that an earlier report named and that the new one does not, in the folder of the tables alone: those of
 * inputs that are no longer there.
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
    // Somebody has it open, or may not be disturbed: the next batch will take it away.
  }
}
