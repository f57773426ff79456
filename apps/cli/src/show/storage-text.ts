import { statfsSync } from 'node:fs';
import type { OutputFolder } from '@ballast/batch';
import { formatBytes } from '@ballast/resource-model';

/** What to say of a batch that stopped because what it makes could not be written; `message`: why. */
export function storageText({ root, effectiveBatch }: OutputFolder, message: string): readonly string[] {
  const free = freeIn(root);
  const now = free === null ? '' : ` (${formatBytes(free)} free now)`;
  return [
    `The batch stopped early: ${message}`,
    `  What was done is kept. Make room on the storage that holds ${root}${now}, or make it writable; then`,
    `  ballast run "${effectiveBatch}"`,
    '  goes on where it stopped.',
  ];
}

/** Bytes that this user may still write there; null where that is not told. */
function freeIn(folder: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return null;
  }
}
