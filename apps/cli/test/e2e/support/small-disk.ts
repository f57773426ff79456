import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from './run-ballast.ts';

/** A small file system in memory at a folder; the reason if none can be mounted. */
function smallDisk(folder: string, ...options: string[]): { [Symbol.dispose](): void } | string {
  mkdirSync(folder, { recursive: true });
  const args = ['-t', 'tmpfs', '-o', ['size=4m', ...options].join(','), 'tmpfs', folder];
  const mounted = spawnSync('mount', args, { encoding: 'utf8' });
  if (mounted.status !== 0) return mounted.error?.message ?? mounted.stderr.trim();
  return { [Symbol.dispose]: () => void spawnSync('umount', [folder]) };
}

/** Why this machine mounts no file system; null if it does. */
export const whyNoDisk: string | null = reasonAgainstDisks();
if (whyNoDisk !== null) console.warn(`skipped: no file system can be mounted here: ${whyNoDisk}`);

function reasonAgainstDisks(): string | null {
  if (process.platform !== 'linux') return 'not on Linux';
  using folder = temporaryFolder();
  const disk = smallDisk(path.join(folder.path, 'disk'));
  if (typeof disk === 'string') return disk;
  disk[Symbol.dispose]();
  return null;
}

export function mounted(folder: string, ...options: string[]): { [Symbol.dispose](): void } {
  const disk = smallDisk(folder, ...options);
  if (typeof disk === 'string') throw new Error(disk);
  return disk;
}
