import { closeSync, fdatasync, openSync } from 'node:fs';
import type { JournalRecord } from '@ballast/scheduler/journal';
import type { OutputFolder } from '../folder/layout.ts';
import { entryOf, placeOf } from '../folder/result-names.ts';
import { syncFolder } from '../platform/sync-folder.ts';

/** The results that records name and that may not be on storage yet. */
export interface UnsyncedResults {
  named(records: readonly JournalRecord[]): void;
  /** Settles when all that were named before are on storage, with the names of their files. Throws the system's error. */
  sync(): Promise<void>;
}

/**
 * Workers append results without a sync of their own. A file is synced whoever wrote to it, so one sync of each worker's file
 * covers everything that was settled since the last one.
 */
export function unsyncedResults({ root, results }: Pick<OutputFolder, 'root' | 'results'>): UnsyncedResults {
  const files = new Set<string>();
  /** Files whose names are on storage. */
  const known = new Set<string>();
  let hasNewNames = true;
  return {
    named: (records) => {
      for (const record of records) {
        if (record.type !== 'settled' || record.outcome.kind !== 'succeeded') continue;
        const { result } = record.outcome;
        if (result === null) continue;
        if (entryOf(result) === null) hasNewNames = true;
        else files.add(placeOf(root, result).file);
      }
    },
    sync: async () => {
      const now = [...files];
      files.clear();
      const isNew = hasNewNames || now.some((file) => !known.has(file));
      hasNewNames = false;
      try {
        for (const file of now) await syncFile(file);
        if (isNew) await syncFolder(results);
      } catch (error) {
        for (const file of now) files.add(file);
        hasNewNames ||= isNew;
        throw error;
      }
      for (const file of now) known.add(file);
    },
  };
}

/** A file that was removed is not synced: its results count as missing when they are used. */
async function syncFile(file: string): Promise<void> {
  const fd = openIfThere(file);
  if (fd === null) return;
  try {
    await new Promise<void>((resolve, reject) => {
      fdatasync(fd, (error) => (error === null ? resolve() : reject(error)));
    });
  } finally {
    closeSync(fd);
  }
}

function openIfThere(file: string): number | null {
  try {
    // Windows syncs only what is open for writing.
    return openSync(file, 'r+');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
