import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fstatSync,
  fsyncSync,
  linkSync,
  lstatSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { FaultError } from '@ballast/resource-model';
import { modeIn } from '../files/mode-in.ts';

/** Longer than any lock. */
const LONGEST = 4096;

/** What was in a lock when it was read. */
export interface SeenLock {
  /** Null if it is longer than any lock. */
  readonly text: string | null;
  /** Time of the last sign of life, by the clock of the storage, in milliseconds. */
  readonly modified: number;
  readonly number: number;
}

/** Null if there is no lock. Fault OUTPUT_NOT_OURS for anything but a file; throws the system's error. */
export function seenLock(lock: string): SeenLock | null {
  // Checked before opening: opening a pipe would wait forever for a writer.
  const stat = lstatSync(lock, { throwIfNoEntry: false });
  if (stat === undefined) return null;
  if (!stat.isFile()) throw notALock(lock);
  const fd = openIfThere(lock, 'r');
  if (fd === null) return null;
  try {
    const { mtimeMs, ino } = fstatSync(fd);
    return { text: textOf(fd), modified: mtimeMs, number: ino };
  } finally {
    closeSync(fd);
  }
}

/** Whether nothing has happened to a lock between two looks at it. */
export function isSameLock(a: SeenLock | null, b: SeenLock | null): boolean {
  return a?.text === b?.text && a?.modified === b?.modified && a?.number === b?.number;
}

/** False if the file exists already. Throws the system's error. */
export function createLock(lock: string, text: string): boolean {
  let fd: number;
  try {
    fd = openSync(lock, 'wx', modeIn(path.dirname(lock)));
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
  try {
    writeText(fd, text);
    // A lock that lost its text with the power would name no process.
    fsyncSync(fd);
  } catch (error) {
    closeSync(fd);
    rmSync(lock, { force: true });
    throw error;
  }
  closeSync(fd);
  return true;
}

/** What became of a lock that this process holds. */
export type Sign = 'given' | 'removed' | 'lost' | 'unknown';

/**
 * Writes the text of a lock again, which updates its time of writing; only into the very file that has this text. Storage
 * that fails for a while proves nothing about the lock.
 */
export function giveSign(lock: string, text: string): Sign {
  try {
    const fd = openIfThere(lock, 'r+');
    if (fd === null) return 'removed';
    try {
      if (textOf(fd) !== text) return 'lost';
      writeText(fd, text);
    } finally {
      closeSync(fd);
    }
  } catch {
    return 'unknown';
  }
  return 'given';
}

/** Milliseconds since the last sign of life, by the clock of the storage; null if unknown. */
export function silenceOf(lock: string, { modified }: SeenLock): number | null {
  const probe = temporaryOf(lock);
  try {
    closeSync(openSync(probe, 'wx'));
    return statSync(probe).mtimeMs - modified;
  } catch {
    return null;
  } finally {
    rmSync(probe, { force: true });
  }
}

/**
 * Removes an abandoned lock. False if it has changed since it was seen: two processes may find the same one, and the slower
 * one must not remove the lock of the faster one.
 */
export function takeAway(lock: string, seen: SeenLock): boolean {
  const aside = temporaryOf(lock);
  try {
    renameSync(lock, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
  const isThatOne = isSameLock(seenLock(aside), seen);
  if (!isThatOne) putBack(aside, lock);
  rmSync(aside, { force: true });
  return isThatOne;
}

/** Another process may have made a lock in the meantime: that one counts, and the holder of this one will notice. */
function putBack(aside: string, lock: string): void {
  try {
    linkSync(aside, lock);
  } catch (error) {
    if (codeOf(error) === 'EEXIST' || codeOf(error) === 'ENOENT') return;
    // A file system without hard links.
    renameSync(aside, lock);
  }
}

/** A name that nobody can guess; what killed processes leave is removed by it. */
function temporaryOf(lock: string): string {
  return `${lock}.${process.pid}-${randomBytes(4).toString('hex')}`;
}

function openIfThere(file: string, flags: 'r' | 'r+'): number | null {
  try {
    return openSync(file, flags);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

function textOf(fd: number): string | null {
  const buffer = Buffer.alloc(LONGEST + 1);
  let size = 0;
  for (let read = -1; read !== 0 && size < buffer.length; size += read) {
    read = readSync(fd, buffer, size, buffer.length - size, size);
  }
  return size > LONGEST ? null : buffer.toString('utf8', 0, size);
}

function writeText(fd: number, text: string): void {
  const data = Buffer.from(text, 'utf8');
  for (let written = 0; written < data.length; ) {
    written += writeSync(fd, data, written, data.length - written, written);
  }
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? '';
}

function notALock(lock: string): FaultError {
  return new FaultError({
    code: 'OUTPUT_NOT_OURS',
    message: `${lock} is not a file, so it is not a lock that Ballast wrote`,
    hint: 'move it away, or choose another output folder (--out)',
    details: { path: lock },
  });
}
