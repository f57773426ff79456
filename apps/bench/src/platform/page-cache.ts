import { spawnSync } from 'node:child_process';
import { closeSync, openSync, readSync, writeFileSync } from 'node:fs';

const DROP = '/proc/sys/vm/drop_caches';

/** `everything`: the cache of the whole machine if that is permitted; `files`: only the named files. */
export type Reach = 'everything' | 'files';

/** What was done, as text; `done` is false if nothing was possible. */
export interface CacheChange {
  readonly done: boolean;
  readonly how: string;
}

/** Makes the next reads of the files reach the storage. They must be on it already. */
export function makeCold(files: readonly string[], reach: Reach): CacheChange {
  if (process.platform !== 'linux')
    return { done: false, how: `nothing drops files from the page cache on ${process.platform}` };
  if (reach === 'everything' && dropAll())
    return { done: true, how: 'the page cache of the whole machine was dropped before each run' };
  for (const file of files) {
    if (!dropOne(file))
      return { done: false, how: 'neither drop_caches nor dd (coreutils) may be used here' };
  }
  return { done: true, how: 'the system was advised to forget each file before each run (dd iflag=nocache)' };
}

function dropAll(): boolean {
  try {
    writeFileSync(DROP, '1\n');
    return true;
  } catch {
    return false;
  }
}

/** POSIX_FADV_DONTNEED, which Node does not offer; dd does it with no count of blocks. */
function dropOne(file: string): boolean {
  const dropped = spawnSync('dd', [`if=${file}`, 'iflag=nocache', 'count=0', 'status=none'], {
    stdio: 'ignore',
  });
  return dropped.status === 0;
}

const PIECE = Buffer.allocUnsafe(4 * 2 ** 20);

/** Reads the files once; what does not fit stays cold, which the bytes fetched by a run show. */
export function makeWarm(files: readonly string[]): CacheChange {
  for (const file of files) {
    const handle = openSync(file, 'r');
    while (readSync(handle, PIECE) > 0);
    closeSync(handle);
  }
  return { done: true, how: 'every file was read once before each run' };
}
