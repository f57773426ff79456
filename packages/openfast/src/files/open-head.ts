import { UNPACED } from '@ballast/results-model';
import { InputFile } from './input-file.ts';

/** Of a file that takes longer, the storage is slow, in milliseconds: a disk that moves its arm, or a server. */
const LONGEST = 1;
/** How many files are opened without blocking before another one shows whether the storage is still slow. */
const OTHERS = 200;

interface Opened {
  readonly file: InputFile;
  /** The first bytes, up to the requested length. */
  readonly head: Uint8Array;
}

let others = 0;

/**
 * Opens a file and reads its first bytes, for a caller that opens many files at the same time. Waiting for a thread of the
 * system takes longer than the calls themselves if the system has the file in memory, so this thread makes them unless the
 * storage has just been slow.
 */
export async function openHead(path: string, length: number): Promise<Opened> {
  if (others > 0) {
    others -= 1;
    return openMeanwhile(path, length);
  }
  const from = performance.now();
  try {
    return opened(InputFile.open(path), (file) => file.head(length));
  } finally {
    if (performance.now() - from > LONGEST) others = OTHERS;
  }
}

async function openMeanwhile(path: string, length: number): Promise<Opened> {
  const file = await InputFile.openMeanwhile(path);
  try {
    return { file, head: await file.load(0, Math.min(length, file.size), UNPACED) };
  } catch (error) {
    file.close();
    throw error;
  }
}

function opened(file: InputFile, read: (file: InputFile) => Uint8Array): Opened {
  try {
    return { file, head: read(file) };
  } catch (error) {
    file.close();
    throw error;
  }
}
