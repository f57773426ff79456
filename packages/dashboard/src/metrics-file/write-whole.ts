import { randomBytes } from 'node:crypto';
import { closeSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

/** Times that a rename is tried, and the time between them in milliseconds: a program that just reads the file may hold it on Windows. */
const TRIES = 10;
const TRY_EVERY = 20;

/**
 * Writes a small file whole or not at all: under a name that nobody can guess first, then renamed. Readers see the old or the
 * new text, never a part. Throws the system's error.
 */
export async function writeSmallFile(file: string, text: string): Promise<void> {
  const temporary = `${file}.${process.pid}-${randomBytes(4).toString('hex')}.part`;
  const fd = openSync(temporary, 'wx', 0o644);
  try {
    try {
      const data = Buffer.from(text, 'utf8');
      for (let written = 0; written < data.length; ) written += writeSync(fd, data, written);
    } finally {
      closeSync(fd);
    }
    await rename(temporary, file);
  } finally {
    rmSync(temporary, { force: true });
  }
}

async function rename(from: string, to: string): Promise<void> {
  for (let tried = 1; ; tried += 1) {
    try {
      renameSync(from, to);
      return;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      const isHeld = code === 'EPERM' || code === 'EACCES' || code === 'EBUSY';
      if (!isHeld || tried === TRIES) throw error;
      await wait(TRY_EVERY);
    }
  }
}
