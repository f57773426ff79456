import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { OutputFolder } from './output-folder.ts';

/**
 * Takes away what attempts left that nobody published, and journals that never began. `published`: absolute paths of
 * the result files that count. What cannot be taken away does no harm and stays.
 */
export function removeOrphans(output: OutputFolder, published: readonly string[]): void {
  const stems = new Set(published.map((file) => stemOf(path.basename(file))));
  for (const name of namesIn(output.results)) {
    if (!stems.has(stemOf(name)) || name.endsWith('.part')) remove(path.join(output.results, name));
  }
  const work = path.dirname(output.plan);
  for (const name of namesIn(work)) if (name.endsWith('.part')) remove(path.join(work, name));
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
