import path from 'node:path';
import { namesIn, removeAbandoned, removeFile, removeFolder } from '../files/abandoned.ts';
import type { OutputFolder } from './layout.ts';
import { LOCK, OWNED } from './owned.ts';
import { SEGMENT } from './result-names.ts';

/** A result of an attempt, or one of its time series. */
const RESULT = /^\d+-\d+-[0-9a-f]+(?:\.json|\.\d+\.(?:csv|xlsx|parquet))$/;
/** What a task wrote into a folder of its own, complete or not. */
const TASK_FOLDER = /^\d+-\d+-[0-9a-f]+\.out(?:\.part)?$/;
/** A table in any format. */
const TABLE = /\.(?:csv|xlsx|parquet)$/;
/** The same, and what tables make besides. */
const MADE = /\.(?:csv|xlsx|parquet|txt|svg)$/;
/** A lock that was moved aside, and a file that reads the clock of the storage, also of earlier versions. */
const OF_LOCKS = /^\.\d+(?:-[0-9a-f]{8})?(?:\.probe|\.part)?$/;
/** Another process may be taking over this very lock. */
const LOCK_SILENT = 3_600_000;

/**
 * Removes results that no record published, and unfinished files. `published`: absolute paths of the result files to keep.
 * The folder must be locked. A file that cannot be removed does no harm and stays.
 */
export function removeOrphans(output: OutputFolder, published: readonly string[]): void {
  const attempts = new Set(published.map((file) => attemptOf(path.basename(file))));
  for (const name of namesIn(output.results)) {
    if (attempts.has(attemptOf(name))) continue;
    if (RESULT.test(name) || SEGMENT.test(name)) removeFile(path.join(output.results, name));
    if (TASK_FOLDER.test(name)) removeFolder(path.join(output.results, name));
  }
  removeUnfinished(output);
}

/**
 * Removes what killed processes left of tables, reports, journals, plans, results and locks that they were writing. Nothing
 * else: users may keep files of their own next to them. The folder must be locked. `isShared`: other machines may be writing results.
 */
export function removeUnfinished(
  output: OutputFolder,
  { isShared = false }: { isShared?: boolean } = {},
): void {
  const work = path.dirname(output.plan);
  const places: readonly (readonly [folder: string, isOurs: (final: string) => boolean])[] = [
    // Workers read the clock of the storage off a file of their own.
    [output.results, (final) => !isShared && (RESULT.test(final) || final === 'clock')],
    [output.journals, (final) => /^\d+\.ndjson$/.test(final)],
    // Earlier versions wrote journals as `journal.N.part`.
    [work, (final) => ['plan.json', 'journal', path.basename(output.journal)].includes(final)],
    [output.tables, (final) => MADE.test(final)],
    [output.root, (final) => OWNED.includes(final)],
  ];
  for (const [folder, isOurs] of places) removeAbandoned(folder, { isOurs, silentFor: 0 });
  for (const name of namesIn(output.results))
    if (!isShared && TASK_FOLDER.test(name) && name.endsWith('.part'))
      removeFolder(path.join(output.results, name));
  for (const name of namesIn(output.root)) {
    if (name.startsWith(LOCK) && OF_LOCKS.test(name.slice(LOCK.length)))
      removeFile(path.join(output.root, name), LOCK_SILENT);
  }
}

/** The attempt that a file among the results is from: the same for a result file and its time series. A file of many results is its own. */
function attemptOf(name: string): string {
  return name.split('.', 1)[0] ?? name;
}

/**
 * Removes tables that an earlier report names and the new one does not, such as those of inputs that no longer exist. Only
 * in the folder of the tables: a report may have been edited.
 */
export function removeStaleTables(
  { tables, root }: OutputFolder,
  before: readonly { readonly path: string; readonly made?: boolean }[],
  now: readonly { readonly path: string }[],
): void {
  const kept = new Set(now.map((table) => path.resolve(root, table.path)));
  for (const table of before) {
    const file = path.resolve(root, table.path);
    const isOurs = (table.made === true ? MADE : TABLE).test(file);
    if (!kept.has(file) && path.dirname(file) === tables && isOurs) removeFile(file);
  }
}
