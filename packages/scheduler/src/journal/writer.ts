import { closeSync, fdatasync, fdatasyncSync, fstatSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { openNoLink } from '../platform/open-no-link.ts';
import type { JournalHeader, JournalRecord } from './record.ts';

export interface JournalFile {
  append(records: readonly JournalRecord[]): void;
  /** Call after an `append` that threw: removes any part of its records that was written, so they can be appended again. */
  recover(): void;
  sync(): Promise<void>;
  close(): void;
}

/**
 * Creates a journal and writes its header. Throws the system's error if the file exists: a journal is never
 * overwritten. `mode`: permissions of the file.
 */
export function createJournal(path: string, header: JournalHeader, mode = 0o644): JournalFile {
  const fd = openSync(path, 'ax', mode);
  return journalOn(fd, [header]);
}

/**
 * Opens an existing journal to append to it. `whole`: bytes of it that are whole records; what follows them is cut off
 * before anything is appended. Throws the system's error, ELOOP for a link.
 */
export function continueJournal(path: string, whole: number): JournalFile {
  const cutting = openNoLink(path, 'r+');
  try {
    ftruncateSync(cutting, whole);
    fdatasyncSync(cutting);
  } finally {
    closeSync(cutting);
  }
  return journalOn(openNoLink(path, 'a'), []);
}

function journalOn(fd: number, first: readonly JournalRecord[]): JournalFile {
  let dirty = false;
  let whole = fstatSync(fd).size;
  const append = (records: readonly JournalRecord[]): void => {
    if (records.length === 0) return;
    let text = '';
    for (const record of records) text += `${JSON.stringify(record)}\n`;
    const data = Buffer.from(text, 'utf8');
    writeWhole(fd, data);
    whole += data.length;
    dirty = true;
  };
  append(first);
  return {
    append,
    recover: () => ftruncateSync(fd, whole),
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

/** A write may take only a part (a full disk, a signal): the rest follows, or the error is thrown. */
function writeWhole(fd: number, data: Buffer): void {
  for (let written = 0; written < data.length; ) written += writeSync(fd, data, written);
}
