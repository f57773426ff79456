import { closeSync, fdatasync, fdatasyncSync, fstatSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { openNoLink } from '../platform/open-no-link.ts';
import { CHAIN_START, type ChainEnd, chainedLine } from './checksum.ts';
import { packed } from './pack.ts';
import type { JournalContents } from './reader.ts';
import type { JournalHeader, JournalRecord } from './record.ts';

export interface JournalFile {
  /** Open for reading and appending. */
  readonly fd: number;
  append(records: readonly JournalRecord[]): void;
  /** Call after an `append` that threw: removes any part of its records that was written, so they can be appended again. */
  recover(): void;
  sync(): Promise<void>;
  /** What the next line continues. */
  end(): ChainEnd;
  close(): void;
}

/**
 * Creates a journal and writes its header. Throws the system's error if the file exists: a journal is never
 * overwritten. `mode`: permissions of the file.
 */
export function createJournal(path: string, header: JournalHeader, mode = 0o644): JournalFile {
  const fd = openSync(path, 'ax+', mode);
  return journalOn(fd, CHAIN_START, [header]);
}

/** Where a journal is continued: bytes of it that are whole lines, and the last line of their chain. */
export type Continued = Pick<JournalContents, 'wholeBytes' | 'end'>;

/**
 * Opens an existing journal to append to it. What follows its whole lines is cut off before anything is appended. Throws the
 * system's error, ELOOP for a link.
 */
export function continueJournal(path: string, { wholeBytes, end }: Continued): JournalFile {
  const cutting = openNoLink(path, 'r+');
  try {
    ftruncateSync(cutting, wholeBytes);
    fdatasyncSync(cutting);
  } finally {
    closeSync(cutting);
  }
  return journalOn(openNoLink(path, 'a+'), end, []);
}

function journalOn(fd: number, before: ChainEnd, first: readonly JournalRecord[]): JournalFile {
  let dirty = false;
  let whole = fstatSync(fd).size;
  let end = before;
  const append = (records: readonly JournalRecord[]): void => {
    if (records.length === 0) return;
    let last = end;
    const lines: Buffer[] = [];
    for (const record of packed(records)) {
      const line = chainedLine(record, last);
      lines.push(line.data);
      last = line.end;
    }
    const data = Buffer.concat(lines);
    writeWhole(fd, data);
    end = last;
    whole += data.length;
    dirty = true;
  };
  append(first);
  return {
    fd,
    append,
    recover: () => ftruncateSync(fd, whole),
    sync: async () => {
      if (!dirty) return;
      dirty = false;
      await new Promise<void>((resolve, reject) => {
        fdatasync(fd, (error) => (error === null ? resolve() : reject(error)));
      });
    },
    end: () => end,
    close: () => closeSync(fd),
  };
}

/** The text of a journal with these records, each in a line of its own. */
export function journalText(records: readonly object[]): string {
  return textOf(records);
}

/** The same with runs of similar records packed, as `append` writes those that it gets together. */
export function packedJournalText(records: readonly JournalRecord[]): string {
  return textOf(packed(records));
}

function textOf(lines: readonly object[]): string {
  let end = CHAIN_START;
  let text = '';
  for (const one of lines) {
    const line = chainedLine(one, end);
    text += line.data.toString('utf8');
    end = line.end;
  }
  return text;
}

/** A write may take only a part (a full disk, a signal): the rest follows, or the error is thrown. */
function writeWhole(fd: number, data: Buffer): void {
  for (let written = 0; written < data.length; ) written += writeSync(fd, data, written);
}
