import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

/** Virus scanners and indexers hold a new file open for a while on Windows; renaming onto it fails until they let go. */
const BUSY = new Set(['EPERM', 'EBUSY', 'EACCES']);
const LONGEST_WAIT = 30_000;

/**
 * Writes a file whole or not at all: into a temporary file beside it, synced, then renamed.
 * `pieces` are written one after the other. Throws the system's error when it cannot.
 */
export async function writeWhole(path: string, pieces: Iterable<string>): Promise<void> {
  const temporary = `${path}.${process.pid}.part`;
  try {
    writeSynced(temporary, pieces);
    await renameWithPatience(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

const BUFFER = 1 << 20;

function writeSynced(path: string, pieces: Iterable<string>): void {
  const fd = openSync(path, 'w');
  try {
    let pending = '';
    for (const piece of pieces) {
      pending += piece;
      if (pending.length >= BUFFER) {
        writeText(fd, pending);
        pending = '';
      }
    }
    writeText(fd, pending);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

function writeText(fd: number, text: string): void {
  const data = Buffer.from(text, 'utf8');
  for (let written = 0; written < data.length; ) written += writeSync(fd, data, written);
}

/** Renames a file or a folder; on Windows it waits for those who hold it open. Throws the system's error. */
export async function renameWithPatience(from: string, to: string): Promise<void> {
  const deadline = Date.now() + LONGEST_WAIT;
  for (let pause = 10; ; pause = Math.min(1000, pause * 2)) {
    try {
      renameSync(from, to);
      return;
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? '';
      if (process.platform !== 'win32' || !BUSY.has(code) || Date.now() > deadline) throw error;
    }
    await wait(pause);
  }
}
