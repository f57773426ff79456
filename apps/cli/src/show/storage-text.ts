import { statfsSync } from 'node:fs';
import type { BatchEvent, OutputFolder } from '@ballast/batch';
import { formatBytes } from '@ballast/resource-model';

type StorageFault = Pick<Extract<BatchEvent, { type: 'storage-fault' }>, 'message' | 'full'>;

/** The text for a batch that stopped because its output could not be written. */
export function storageText(
  { root, effectiveBatch }: OutputFolder,
  { message, full }: StorageFault,
): readonly string[] {
  const remedy = full
    ? `Make room on the storage that holds ${root}${freeText(root)}`
    : `Check ${root}, its permissions and its storage`;
  return [
    `the batch stopped early: ${message}`,
    `  All results so far are kept. ${remedy}, then resume with`,
    `  ballast run "${effectiveBatch}"`,
  ];
}

function freeText(folder: string): string {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return ` (${formatBytes(bavail * bsize)} free now)`;
  } catch {
    return '';
  }
}
