import { spawnSync } from 'node:child_process';
import { readTable } from '../read-text.ts';

/**
 * Asks the kernel to drop the cached pages of a file; false if it could not be asked. Dirty pages stay: sync a file that
 * was just written.
 */
export function linuxDropFromCache(file: string): boolean {
  // Node has no posix_fadvise(POSIX_FADV_DONTNEED); dd of coreutils calls it and copies nothing with a count of 0.
  const dropped = spawnSync('dd', [`if=${file}`, 'iflag=nocache', 'count=0', 'status=none'], {
    stdio: 'ignore',
    timeout: 5000,
  });
  return dropped.status === 0;
}

/** Bytes that all threads of this process have fetched from storage; null on a kernel without task I/O accounting. */
export function linuxBytesFetched(root: string): number | null {
  return readTable(root, 'proc/self/io').get('read_bytes') ?? null;
}
