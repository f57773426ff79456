import { closeSync, fsync, fsyncSync, openSync } from 'node:fs';

/**
 * Syncs the names in a folder: a file that was synced may still lose its new name. Windows keeps names by itself and cannot
 * open folders; a file system that cannot sync a folder keeps them too.
 */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const fd = openSync(folder, 'r');
  try {
    await new Promise<void>((resolve, reject) => {
      fsync(fd, (error) => (error === null || cannotSync(error) ? resolve() : reject(error)));
    });
  } finally {
    closeSync(fd);
  }
}

/** The same, at once. */
export function syncFolderNow(folder: string): void {
  if (process.platform === 'win32') return;
  const fd = openSync(folder, 'r');
  try {
    fsyncSync(fd);
  } catch (error) {
    if (!cannotSync(error as NodeJS.ErrnoException)) throw error;
  } finally {
    closeSync(fd);
  }
}

const CANNOT_SYNC = new Set(['EINVAL', 'ENOTSUP', 'EBADF', 'EROFS']);

function cannotSync({ code = '' }: NodeJS.ErrnoException): boolean {
  return CANNOT_SYNC.has(code);
}
