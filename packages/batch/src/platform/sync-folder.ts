import { closeSync, fsync, openSync } from 'node:fs';

/**
 * Syncs the names in a folder: a file that was synced may still lose its new name. Windows keeps names by itself and cannot
 * open folders; a file system that cannot sync a folder keeps them too.
 */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const fd = openSync(folder, 'r');
  try {
    await new Promise<void>((resolve, reject) => {
      fsync(fd, (error) => (error === null || CANNOT_SYNC.has(error.code ?? '') ? resolve() : reject(error)));
    });
  } finally {
    closeSync(fd);
  }
}

const CANNOT_SYNC = new Set(['EINVAL', 'ENOTSUP', 'EBADF', 'EROFS']);
