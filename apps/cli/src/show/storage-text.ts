import { statfsSync } from 'node:fs';
import type { OutputFolder } from '@ballast/batch';
import { formatBytes } from '@ballast/resource-model';

/** The text for a batch that stopped because its output could not be written; `message` is the reason. */
export function storageText({ root, effectiveBatch }: OutputFolder, message: string): readonly string[] {
  const free = freeIn(root);
  const now = free === null ? '' : ` (${formatBytes(free)} free now)`;
  return [
    `the batch stopped early: ${message}`,
    `  All results so far are kept. Make room on the storage that holds ${root}${now}, or make it writable, then resume with`,
    `  ballast run "${effectiveBatch}"`,
  ];
}

/** Bytes that this user may still write there; null if unknown. */
function freeIn(folder: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return null;
  }
}
