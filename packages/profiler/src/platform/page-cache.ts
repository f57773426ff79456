import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * Asks the system to forget what it keeps of a file in memory, so that the next reads reach the storage. False where
 * that cannot be asked. Only written-back pages go: a file just written has to be synced first.
 */
export function dropFromCache(file: string): boolean {
  if (process.platform !== 'linux') return false;
  // posix_fadvise(POSIX_FADV_DONTNEED), which Node does not offer; dd of coreutils does it with no count of blocks.
  const dropped = spawnSync('dd', [`if=${file}`, 'iflag=nocache', 'count=0', 'status=none'], {
    stdio: 'ignore',
    timeout: 5000,
  });
  return dropped.status === 0;
}

/** Bytes that this process, with all its threads, has had fetched from storage so far; null where not told. */
export function bytesFetched(): number | null {
  if (process.platform !== 'linux') return null;
  try {
    const match = /^read_bytes: (\d+)$/m.exec(readFileSync('/proc/self/io', 'utf8'));
    return match === null ? null : Number(match[1]);
  } catch {
    return null;
  }
}
