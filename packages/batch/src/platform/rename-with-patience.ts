import { renameSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

/** Virus scanners and indexers hold a new file open for a while on Windows; renaming onto it fails until they let go. */
const BUSY = new Set(['EPERM', 'EBUSY', 'EACCES']);
const LONGEST_WAIT = 30_000;

/** Renames a file or a folder; on Windows it waits for programs that hold it open. Throws the system's error. */
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
