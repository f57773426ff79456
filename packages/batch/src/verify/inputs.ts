import path from 'node:path';
import type { JournalHeader, Outcome, Replay } from '@ballast/scheduler/journal';
import type { OutputFolder } from '../folder/layout.ts';
import { isResultName, placeOf } from '../folder/result-names.ts';
import { type InputIdentity, identify } from '../inputs/identity.ts';
import { fileFacts } from '../inputs/list.ts';
import { storedResult } from '../worker/results/stored-result.ts';
import { planOrNull } from '../worker/work-plan-schema.ts';
import type { Difference } from './difference.ts';

/**
 * Compares the inputs with what the batch listed, and what was read with what it hashed of their contents. Needs the work
 * plan, which names the input folder: without it no input is compared.
 */
export async function inputDifferences(
  { root, plan }: OutputFolder,
  { planHash }: JournalHeader,
  { inputs, outcomes }: Replay,
): Promise<{ readonly differences: readonly Difference[]; readonly compared: number }> {
  const folder = planOrNull({ path: plan, hash: planHash ?? null })?.origin.inputs ?? null;
  if (folder === null) return { differences: [], compared: 0 };
  const differences: Difference[] = [];
  for (const { task, file, size, modified } of inputs) {
    const full = path.resolve(folder, file);
    const reason =
      listedDifference({ size, modified: modified ?? null }, full) ??
      (await contentDifference(sourceIn(root, task, outcomes[task]), full));
    if (reason !== null) differences.push({ what: 'input', name: file, input: file, reason });
  }
  return { differences, compared: inputs.length };
}

function listedDifference(
  listed: { readonly size: number; readonly modified: number | null },
  full: string,
): string | null {
  const now = fileFacts(full);
  if (now.modified === null) return listed.modified === null ? null : 'the file is missing or cannot be read';
  if (now.size !== listed.size) return `expected ${listed.size} bytes, found ${now.size}`;
  return now.modified === listed.modified ? null : 'it was written to after it was listed';
}

/** The state of the input that a result is of; null if it has none that can be believed. */
function sourceIn(root: string, task: number, outcome: Outcome | undefined): InputIdentity | null {
  if (outcome?.kind !== 'succeeded' || outcome.result === null) return null;
  const written = outcome.files?.[0];
  if (written === undefined || !isResultName(written.name, task)) return null;
  const stored = storedResult(placeOf(root, written.name), written);
  return stored.ok ? stored.result.source : null;
}

async function contentDifference(source: InputIdentity | null, full: string): Promise<string | null> {
  if (source === null) return null;
  try {
    const now = await identify(full, source.whole !== null);
    const isSame = now.ends === source.ends && now.whole === source.whole;
    return isSame ? null : 'its content is not what was read';
  } catch (error) {
    return `it cannot be read: ${(error as Error).message}`;
  }
}
