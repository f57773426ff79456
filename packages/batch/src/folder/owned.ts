import { closeSync, openSync, readSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';

export const JOURNAL = 'journal.ndjson';
export const WORK = '.ballast';
export const LOCK = '.ballast.lock';
export const PAGE = 'report.html';
/** Output folders of the shards of a batch, relative to its output folder. They stay where they are. */
export const SHARDS: string = `${WORK}/shards`;

/** What a batch writes in its output folder; nothing else there is ever moved or written. The journal comes last. */
export const OWNED: readonly string[] = ['tables', 'report.json', PAGE, 'batch.effective.yml', WORK, JOURNAL];

/** Folders that earlier batches were moved to. */
export const EARLIER: RegExp = /^earlier-[1-9]\d*$/;

/**
 * A test for a name in a folder, given by its real path: whether a batch left it in this output folder, or it is the folder
 * itself (`.`).
 */
export function ownedIn(output: string): (realFolder: string, name: string) => boolean {
  const real = realPathOf(output);
  const names: ReadonlySet<string> = new Set([...OWNED, LOCK]);
  return (folder, name) =>
    folder === real &&
    (name === '.' || names.has(name) || (EARLIER.test(name) && isJournal(path.join(folder, name, JOURNAL))));
}

/** Works for a path that does not exist: follows links in the part that does. */
export function realPathOf(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    const parent = path.dirname(file);
    return parent === file ? file : path.join(realPathOf(parent), path.basename(file));
  }
}

/** Far longer than the first line of any journal. */
const FIRST_LINE = 1 << 20;

/** Whether a file is a journal written by Ballast, by its first line. Never throws. */
export function isJournal(file: string): boolean {
  try {
    // Checked before opening: opening a pipe would wait forever for a writer.
    if (!statSync(file).isFile()) return false;
    const header: unknown = JSON.parse(firstLine(file));
    if (typeof header !== 'object' || header === null) return false;
    const { type, product } = header as { type?: unknown; product?: unknown };
    return type === 'journal' && typeof product === 'string' && product.startsWith('ballast ');
  } catch {
    return false;
  }
}

function firstLine(file: string): string {
  const fd = openSync(file, 'r');
  try {
    const buffer = Buffer.alloc(FIRST_LINE);
    const head = buffer.toString('utf8', 0, readSync(fd, buffer, 0, buffer.length, 0));
    return head.split('\n', 1)[0] ?? '';
  } finally {
    closeSync(fd);
  }
}
