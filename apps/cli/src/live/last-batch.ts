import path from 'node:path';
import { type CheckedBatch, historyFolder } from '@ballast/batch';
import { type IndexEntry, readIndex } from '@ballast/dashboard';

/** What a page compares its batch with: a folder that was named, or that of the last batch with its name. */
interface ComparedWith {
  readonly baseline?: string;
  readonly lastBatch?: string;
}

/** For a batch that begins. */
export function comparedWith(
  { batch, output }: Pick<CheckedBatch, 'batch' | 'output'>,
  { baseline, history }: { readonly baseline: string | undefined; readonly history: boolean },
): ComparedWith {
  if (baseline !== undefined) return { baseline };
  return history ? lastOf(batches(), { name: batch.name, folder: output }) : {};
}

/** For a batch that ran in a folder: the last one before it. */
export function comparedWithBefore(written: string, baseline: string | undefined): ComparedWith {
  if (baseline !== undefined) return { baseline };
  const folder = path.resolve(written);
  const all = batches();
  const own = all.findIndex((entry) => entry.folder === folder);
  const name = all[own]?.name;
  return name === undefined ? {} : lastOf(all.slice(own + 1), { name, folder });
}

/** The latest first. */
function batches(): readonly IndexEntry[] {
  return readIndex(historyFolder(process.env, process.platform));
}

function lastOf(
  entries: readonly IndexEntry[],
  { name, folder }: Pick<IndexEntry, 'name' | 'folder'>,
): ComparedWith {
  const last = entries.find(
    (entry) => entry.name === name && entry.state === 'complete' && entry.folder !== folder,
  );
  return last === undefined ? {} : { lastBatch: last.folder };
}
