import { readFileSync } from 'node:fs';
import { FaultError } from '@ballast/resource-model';
import type { FileResult } from '@ballast/results-model';
import { writeWhole } from '../files/whole-file.ts';
import type { InputIdentity } from '../inputs/identity.ts';

/** A result file: what was extracted, and the input that it was extracted from. */
export interface StoredResult extends FileResult {
  /** The state of the input when it was read. */
  readonly source: InputIdentity;
}

/** Fault RESULT_DAMAGED for anything that is not a result; throws the system's error. */
export function readResult(file: string): StoredResult {
  const text = readFileSync(file, 'utf8');
  try {
    const value = JSON.parse(text) as Partial<StoredResult> | null;
    if (value?.source !== undefined && value.facts !== undefined) return value as StoredResult;
  } catch {
    // Reported below.
  }
  throw new FaultError({
    code: 'RESULT_DAMAGED',
    message: `${file} is not a result file any more`,
    hint: 'delete the file and run the batch again, which reads its input again',
    details: { path: file },
  });
}

/** Throws the system's error. */
export async function writeResult(file: string, result: FileResult, source: InputIdentity): Promise<void> {
  await writeWhole(file, [JSON.stringify({ ...result, source } satisfies StoredResult)]);
}
