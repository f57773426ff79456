import { readFileSync } from 'node:fs';
import { FaultError } from '@ballast/resource-model';
import type { FileResult } from '@ballast/results-model';
import { writeWhole } from '../files/whole-file.ts';
import type { InputIdentity } from '../inputs/identity.ts';

/** A result file: what a plan gave, and the input that gave it. */
export interface StoredResult extends FileResult {
  /** What the input was when it was read. */
  readonly source: InputIdentity;
}

/** Fault RESULT_DAMAGED for what is no result; throws the system's error. */
export function readResult(file: string): StoredResult {
  const text = readFileSync(file, 'utf8');
  try {
    const value = JSON.parse(text) as Partial<StoredResult> | null;
    if (value?.source !== undefined && value.facts !== undefined) return value as StoredResult;
  } catch {
    // Told below.
  }
  throw new FaultError({
    code: 'RESULT_DAMAGED',
    message: `${file} is not the result that was written there`,
    hint: 'delete that file and run the batch again: its input is read again',
    details: { path: file },
  });
}

/** Throws the system's error. */
export async function writeResult(file: string, result: FileResult, source: InputIdentity): Promise<void> {
  await writeWhole(file, [JSON.stringify({ ...result, source } satisfies StoredResult)]);
}
