import { randomBytes } from 'node:crypto';
import { lstatSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { FaultError } from '@ballast/resource-model';
import { makeFolder, makeOwnFolder } from '../files/make-folder.ts';
import { growsInto, writeDurably } from '../files/whole-file.ts';
import { renameWithPatience } from '../platform/rename-with-patience.ts';
import { syncFolder } from '../platform/sync-folder.ts';
import { isJournal, JOURNAL, LOCK, OWNED, PAGE, SHARDS, WORK } from './owned.ts';
import { RESULTS } from './result-names.ts';

/** The places of all files of one batch, absolute and below `root`; only the tables may be elsewhere. */
export interface OutputFolder {
  readonly root: string;
  readonly tables: string;
  readonly journal: string;
  readonly report: string;
  /** The report as a page. */
  readonly page: string;
  readonly effectiveBatch: string;
  readonly plan: string;
  /** Folder of the result files. */
  readonly results: string;
  /** Folder of journals that were replaced by a newer one. */
  readonly journals: string;
  /** Held by the one batch that may write here. */
  readonly lock: string;
  /** A file in the folder of the tables, by its name with extension. */
  table(fileName: string): string;
  /** What the names of files with results begin with, to which workers of this coordinator append. */
  readonly own: string;
  /**
   * Result file of an attempt, absolute; no other process ever writes a file with this name.
   */
  result(task: number, attempt: number): string;
  /** Name of an attempt's result in the journal: relative to the output folder, with forward slashes. */
  resultName(task: number, attempt: number): string;
}

/** `tablesFolder`: absolute; null for a folder in `root`. */
export function outputFolder(root: string, tablesFolder: string | null = null): OutputFolder {
  const tables = tablesFolder ?? path.join(root, 'tables');
  const work = path.join(root, WORK);
  const own = randomBytes(4).toString('hex');
  const resultName = (task: number, attempt: number): string => `${RESULTS}/${task}-${attempt}-${own}.json`;
  return {
    root,
    tables,
    journal: path.join(root, JOURNAL),
    report: path.join(root, 'report.json'),
    page: path.join(root, PAGE),
    effectiveBatch: path.join(root, 'batch.effective.yml'),
    plan: path.join(work, 'plan.json'),
    results: path.join(root, ...RESULTS.split('/')),
    journals: path.join(work, 'journals'),
    lock: path.join(root, LOCK),
    own,
    table: (fileName) => path.join(tables, fileName),
    result: (task, attempt) => path.join(root, resultName(task, attempt)),
    resultName,
  };
}

/**
 * Prepares the folder, which must be locked, for a new batch, and writes its work plan. What an earlier batch left is moved
 * to `earlier-N` in the folder, never deleted, and nothing else is touched; returns that folder, or null, and passes it to
 * `plan`. Faults: OUTPUT_NOT_OURS; throws the system's error if it cannot write.
 */
export async function prepareOutputFolder(
  folder: OutputFolder,
  plan: (aside: string | null) => string,
): Promise<string | null> {
  const held = OWNED.filter((name) => holdsSomething(path.join(folder.root, name)));
  const [first] = held;
  const isKnown = isOurs(folder) || (held.length === 1 && first === WORK && isBarelyBegun(folder));
  if (first !== undefined && !isKnown) throw notOurs(path.join(folder.root, first));
  const aside = first === undefined ? null : await moveAside(folder.root, held);
  makeOwnFolder(path.dirname(folder.plan));
  await writeDurably(folder.plan, [plan(aside)]);
  makeFolders(folder);
  return aside;
}

/** The folders that a batch writes to, as far as they are missing. Fault OUTPUT_LINKED; throws the system's error. */
export function makeFolders({ root, plan, results, tables }: OutputFolder): void {
  makeOwnFolder(path.dirname(plan));
  makeOwnFolder(results);
  // A folder of tables elsewhere was chosen by the user, who may have made it a link.
  if (path.dirname(tables) === root) makeOwnFolder(tables);
  else makeFolder(tables);
}

/** A batch that ended before its journal began has left at least its plan, which is written first. */
function isOurs(folder: OutputFolder): boolean {
  return isJournal(folder.journal) || lstatSync(folder.plan, { throwIfNoEntry: false })?.isFile() === true;
}

/** A batch that ended while it wrote its plan has left a part of it, under a temporary name. */
function isBarelyBegun({ plan }: OutputFolder): boolean {
  const work = path.dirname(plan);
  return readdirSync(work).every((name) => isShards(work, name) || growsInto(name) === path.basename(plan));
}

/** An empty folder may be used: nothing in it can be lost. */
function holdsSomething(entry: string): boolean {
  const stat = lstatSync(entry, { throwIfNoEntry: false });
  if (stat === undefined) return false;
  return !stat.isDirectory() || readdirSync(entry).some((name) => !isShards(entry, name));
}

/** Shards run in folders of their own, also while the batch around them begins. */
function isShards(folder: string, name: string): boolean {
  return `${path.basename(folder)}/${name}` === SHARDS;
}

/** In the order of OWNED, the journal last: while it exists, the next batch recognizes what could not be moved. */
async function moveAside(root: string, names: readonly string[]): Promise<string> {
  const aside = makeFirstFree(root);
  for (const name of names) await moveEntry(path.join(root, name), path.join(aside, name));
  await syncFolder(aside);
  await syncFolder(root);
  return aside;
}

/** A folder with shards stays, and everything else in it is moved. */
async function moveEntry(from: string, to: string): Promise<void> {
  const hasShards = lstatSync(from).isDirectory() && readdirSync(from).some((name) => isShards(from, name));
  if (!hasShards) return renameWithPatience(from, to);
  mkdirSync(to);
  for (const name of readdirSync(from)) {
    if (!isShards(from, name)) await renameWithPatience(path.join(from, name), path.join(to, name));
  }
  await syncFolder(to);
}

function makeFirstFree(root: string): string {
  for (let n = 1; ; n += 1) {
    const candidate = path.join(root, `earlier-${n}`);
    try {
      mkdirSync(candidate);
      return candidate;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

function notOurs(entry: string): FaultError {
  return new FaultError({
    code: 'OUTPUT_NOT_OURS',
    message: `${entry} was not written by Ballast and would be overwritten`,
    hint: 'choose another output folder (--out), or move it away first',
    details: { path: entry },
  });
}
