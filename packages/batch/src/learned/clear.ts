import { existsSync, renameSync } from 'node:fs';
import { FaultError } from '@ballast/resource-model';
import { readHistory, writeHistory } from './history-file.ts';
import { historyFile } from './history-folder.ts';

export interface Cleared {
  readonly file: string;
  /** Records of this machine that are gone; null when the file could not be read and is gone as a whole. */
  readonly removed: number | null;
  /** Records of other machines. */
  readonly kept: number;
  /** Where the file as it was lies now; null when nothing was to be removed. */
  readonly backup: string | null;
}

/**
 * Takes the records of a machine out of the history of `folder`. The file as it was stays beside it as `.bak`. Fault:
 * HISTORY_NOT_CLEARED when the folder cannot be written.
 */
export async function clearHistory(folder: string, machine: string): Promise<Cleared> {
  const file = historyFile(folder);
  const { history, warning } = await readHistory(folder);
  const others = history.records.filter((record) => record.machine !== machine);
  const removed = warning === null ? history.records.length - others.length : null;
  if (removed === 0 || !existsSync(file)) return { file, removed: 0, kept: others.length, backup: null };
  const backup = `${file}.bak`;
  // `writeHistory` only adds and replaces: a file without the records begins with no file.
  try {
    renameSync(file, backup);
  } catch (cause) {
    throw new FaultError({
      code: 'HISTORY_NOT_CLEARED',
      message: `The history ${file} could not be moved to ${backup}: ${(cause as Error).message}.`,
      hint: 'make the folder writable, or remove the file by hand',
      cause,
    });
  }
  if (others.length > 0) await writeHistory(folder, { records: others });
  return { file, removed, kept: others.length, backup };
}
