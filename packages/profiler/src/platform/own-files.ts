import { randomUUID } from 'node:crypto';
import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';

/** Nobody but this user may write to it. */
const PRIVATE_FOLDER = 0o700;
const PRIVATE_FILE = 0o600;
const OTHERS_WRITE = 0o022;

/**
 * The bytes of a file in a folder that nobody but this user can have written; null if there is none, or if somebody else owns the
 * folder or the file, may write to them, or either is a link. On Windows the folders of users are closed to others by default.
 */
export function readOwnFile(folder: string, name: string): Buffer | null {
  try {
    if (!isOwnFolder(folder)) return null;
    const fd = openSync(path.join(folder, name), constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
    try {
      const stats = fstatSync(fd);
      return stats.isFile() && isOwn(stats) ? readFileSync(fd) : null;
    } finally {
      closeSync(fd);
    }
  } catch {
    return null;
  }
}

/**
 * Writes such a file, whole or not at all, and makes its folder and the one above if they are missing and what they are in belongs to
 * this user. Does nothing if somebody else may write to the folder, or if the system refuses: whatever is kept in this way can be
 * made again.
 */
export function writeOwnFile(folder: string, name: string, bytes: Uint8Array): void {
  const temporary = path.join(folder, `${name}.${randomUUID()}`);
  try {
    if (!makeOwn(path.dirname(folder)) || !makeOwn(folder) || !isOwnFolder(folder)) return;
    writeFileSync(temporary, bytes, { flag: 'wx', mode: PRIVATE_FILE });
    renameSync(temporary, path.join(folder, name));
  } catch {
    removeQuietly(temporary);
  }
}

/** Removes files of such a folder with such names that were written before `time`, in milliseconds since 1970. */
export function removeOwnFiles(folder: string, names: RegExp, time: number): void {
  try {
    if (!isOwnFolder(folder)) return;
    for (const name of readdirSync(folder)) {
      const file = path.join(folder, name);
      if (names.test(name) && lstatSync(file).mtimeMs < time) removeQuietly(file);
    }
  } catch {
    // It can stay.
  }
}

/** Makes nothing in the folders of others: with the rights of root, for one, it would be closed to the user whose home it is. */
function makeOwn(folder: string): boolean {
  if (lstatSync(folder, { throwIfNoEntry: false }) !== undefined) return true;
  const { uid } = statSync(path.dirname(folder));
  if (process.getuid !== undefined && uid !== process.getuid()) return false;
  try {
    mkdirSync(folder, { mode: PRIVATE_FOLDER });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return true;
}

function isOwnFolder(folder: string): boolean {
  const stats = lstatSync(folder);
  return stats.isDirectory() && isOwn(stats);
}

function isOwn({ uid, mode }: Stats): boolean {
  // Windows has neither.
  if (process.getuid === undefined) return true;
  return uid === process.getuid() && (mode & OTHERS_WRITE) === 0;
}

function removeQuietly(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // A name of its own: nobody reads it.
  }
}
