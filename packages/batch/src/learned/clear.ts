import { existsSync } from 'node:fs';
import { FaultError } from '@ballast/resource-model';
import { renameWithPatience } from '../platform/rename-with-patience.ts';
import { readHistory, writeHistory } from './history-file.ts';
import { historyFile } from './history-folder.ts';

export interface Cleared {
  readonly file: string;
  /** Removed records of this machine; null if the file could not be read and was removed as a whole. */
  readonly removed: number | null;
  /** Records of other machines. */
  readonly kept: number;
  /** The file as it was before; null if there was nothing to remove. */
  readonly backup: string | null;
}

/**
 * Removes the records of a machine from the history in `folder`, and keeps the file as it was as `.bak`. Fault:
 * HISTORY_NOT_CLEARED if the folder cannot be written.
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
    await renameWithPatience(file, backup);
  } catch (cause) {
    throw new FaultError({
      code: 'HISTORY_NOT_CLEARED',
      message: `the history ${file} cannot be moved to ${backup}: ${(cause as Error).message}`,
      hint: 'make the folder writable, or remove the file yourself',
      cause,
    });
  }
  if (others.length > 0) await writeHistory(folder, { records: others });
  return { file, removed, kept: others.length, backup };
}
