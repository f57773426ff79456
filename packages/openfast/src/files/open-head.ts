import { UNPACED } from '@ballast/results-model';
import { InputFile } from './input-file.ts';

/** If opening takes longer than this, the storage is slow, in milliseconds: a disk that moves its arm, or a server. */
const LONGEST = 1;
/** How many files are then opened without blocking before another one shows whether the storage is still slow. */
const OTHERS = 200;

interface OpenedHead {
  readonly file: InputFile;
  /** The first bytes, up to the requested length. */
  readonly head: Uint8Array;
}

let others = 0;

/**
 * Opens a file and reads its first bytes, for a caller that opens many files at the same time. Another thread would take
 * longer to wake up than the calls take for a file that the system has in memory, so this thread makes them (`wait`), unless
 * the storage has just been slow.
 */
export async function openHead(
  path: string,
  length: number,
  wait: boolean = others === 0,
): Promise<OpenedHead> {
  const from = performance.now();
  const file = wait ? InputFile.open(path) : await InputFile.openMeanwhile(path);
  try {
    const head = wait ? file.head(length) : await file.load(0, Math.min(length, file.size), UNPACED);
    return { file, head };
  } catch (error) {
    file.close();
    throw error;
  } finally {
    if (!wait) others = Math.max(0, others - 1);
    else if (performance.now() - from > LONGEST) others = OTHERS;
  }
}
