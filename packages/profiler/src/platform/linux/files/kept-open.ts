import { openSync } from 'node:fs';

/**
 * A system file that is opened when it is first used, and stays open: what is measured may take less time than it takes to
 * open and close one. Null if the system refuses to open or to use it; it is not asked again.
 */
export function keptOpen(path: string, flags: 'r' | 'w'): (use: (fd: number) => number) => number | null {
  let fd: number | null = null;
  let isRefused = false;
  return (use) => {
    if (isRefused) return null;
    try {
      fd ??= openSync(path, flags);
      return use(fd);
    } catch {
      isRefused = true;
      return null;
    }
  };
}
