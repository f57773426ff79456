import { closeSync, fsyncSync, openSync, readdirSync, readSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { makeOwnFolder } from '../files/make-folder.ts';
import { modeIn } from '../files/mode-in.ts';
import { type FileIdentity, fileIdentityAt, openFileIdentity } from '../platform/file-identity.ts';
import type { Disturbance } from './disturbance.ts';
import type { OutputFolder } from './layout.ts';

type JournalKind = Extract<Disturbance['kind'], `journal-${string}`>;

/** Whether the open journal of a batch is still the file with that name, and has nothing that somebody else wrote. */
export interface JournalWatch {
  /** Call before and after anything is appended. Null if nothing else has touched the open file. */
  before(): JournalKind | null;
  after(): void;
  /** Null if the name still belongs to the journal. Throws the system's error. */
  look(): Promise<JournalKind | null>;
  /**
   * Writes what the open file contains to the name of a journal that was removed, or next to one that was replaced. The
   * path of the copy; null if nothing is to be copied, or another file is in the way. Throws the system's error.
   */
  keep(kind: Disturbance['kind']): string | null;
  /** Call before the file is closed: from now on only its name is watched. */
  closed(): void;
}

type Place = Pick<OutputFolder, 'journal' | 'journals'>;

/** `fd`: the journal, open for reading and appending. Throws the system's error. */
export function watchJournal({ journal, journals }: Place, fd: number): JournalWatch {
  const { device, number, names, size: first } = openFileIdentity(fd);
  let size = first;
  let isOpen = true;
  /** An attempt to append failed, and may have left a part behind. */
  let torn = false;
  const openState = (): JournalKind | null => {
    if (!isOpen) return null;
    const now = identityOf(fd);
    if (now === null) return null;
    // Some file systems count no names at all.
    if (now.names === 0 && names > 0) return 'journal-removed';
    return torn || now.size === size ? null : 'journal-changed';
  };
  return {
    before: () => {
      const state = openState();
      torn = true;
      return state;
    },
    after: () => {
      const now = identityOf(fd);
      // The record is written, whatever its size is: an error here must not have it written again.
      torn = now === null;
      size = now?.size ?? size;
    },
    look: async () => {
      const there = await fileIdentityAt(journal);
      if (there === null) return 'journal-removed';
      if (isSame(there, { device, number })) return openState();
      // Some file systems invent new numbers for the same file; a file that grows with the open one is that file.
      const grows = isOpen && there.size === openFileIdentity(fd).size;
      return grows && openState() === null ? null : 'journal-replaced';
    },
    keep: (kind) => {
      if (kind === 'journal-removed') return copyTo(fd, journal) ? journal : null;
      return kind === 'journal-replaced' ? archived(fd, journals) : null;
    },
    closed: () => {
      isOpen = false;
    },
  };
}

/** Null if the storage gives no answer, which proves nothing. */
function identityOf(fd: number): ReturnType<typeof openFileIdentity> | null {
  try {
    return openFileIdentity(fd);
  } catch {
    return null;
  }
}

function isSame(a: FileIdentity, b: FileIdentity): boolean {
  return a.device === b.device && a.number === b.number;
}

function archived(fd: number, journals: string): string {
  makeOwnFolder(journals);
  const taken = new Set(readdirSync(journals));
  for (let number = 1; ; number += 1) {
    const copy = path.join(journals, `${number}.ndjson`);
    if (!taken.has(path.basename(copy)) && copyTo(fd, copy)) return copy;
  }
}

const PIECE = 1 << 20;

/** False if the file exists already. */
function copyTo(from: number, file: string): boolean {
  let to: number;
  try {
    to = openSync(file, 'wx', modeIn(path.dirname(file)));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
  try {
    const buffer = Buffer.alloc(PIECE);
    for (let at = 0, read = -1; read !== 0; at += read) {
      read = readSync(from, buffer, 0, PIECE, at);
      for (let written = 0; written < read; ) written += writeSync(to, buffer, written, read - written);
    }
    fsyncSync(to);
  } catch (error) {
    rmSync(file, { force: true });
    throw error;
  } finally {
    closeSync(to);
  }
  return true;
}
