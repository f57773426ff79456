import { closeSync, fdatasync, openSync, writeSync } from 'node:fs';
import type { JournalHeader, JournalRecord } from './record.ts';

export interface JournalFile {
  append(records: readonly JournalRecord[]): void;
  sync(): Promise<void>;
  close(): void;
}

/**
 * Opens a new journal and writes its header. Fails with the system's own error when the file exists already:
 * a journal is never overwritten.
 */
export function createJournal(path: string, header: JournalHeader): JournalFile {
  const fd = openSync(path, 'ax', 0o644);
  return journalOn(fd, [header]);
}

function journalOn(fd: number, first: readonly JournalRecord[]): JournalFile {
  let dirty = false;
  const append = (records: readonly JournalRecord[]): void => {
    let text = '';
    for (const record of records) text += `${JSON.stringify(record)}\n`;
    writeWhole(fd, Buffer.from(text, 'utf8'));
    dirty = true;
  };
  append(first);
  return {
    append,
    sync: async () => {
      if (!dirty) return;
      dirty = false;
      await new Promise<void>((resolve, reject) => {
        fdatasync(fd, (error) => (error === null ? resolve() : reject(error)));
      });
    },
    close: () => closeSync(fd),
  };
}

/** A write may take less than it was given (a full disk, a signal); the rest follows or the error is thrown. */
function writeWhole(fd: number, data: Buffer): void {
  for (let written = 0; written < data.length; ) written += writeSync(fd, data, written);
}
