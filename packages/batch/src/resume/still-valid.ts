import type { Outcome } from '@ballast/scheduler/journal';
import { identify, isSameInput } from '../inputs/identity.ts';
import type { Input } from '../inputs/list.ts';
import { readResult } from '../worker/stored-result.ts';
import { type EarlierBatch, resultFile } from './earlier-batch.ts';

/** An outcome of an earlier batch that is still valid. */
export interface StillValid {
  readonly outcome: Outcome;
  /** Absolute path of its result file; null if it has none. */
  readonly result: string | null;
}

export interface Validity {
  /** Whether final failures stay valid too: they do while a batch is resumed, but not after it has ended. */
  readonly failures: boolean;
  /** Whether every input is hashed as a whole and compared with what was read. */
  readonly verify: boolean;
}

/**
 * For each input, in order, the outcome of an earlier batch that is still valid; undefined if there is none. An input with
 * the same name, size and time of writing counts as unchanged; inputs are opened only with `verify`.
 */
export async function stillValid(
  earlier: EarlierBatch,
  inputs: readonly Input[],
  rules: Validity,
): Promise<(StillValid | undefined)[]> {
  const { replay } = earlier;
  const tasks = new Map(replay.inputs.map((listed) => [listed.file, listed]));
  const found: (StillValid | undefined)[] = [];
  for (const input of inputs) {
    const listed = tasks.get(input.file);
    // Only a file has a time of writing: nothing shows whether anything else is unchanged.
    const isSame = input.modified !== null && isListedAs(listed, input);
    const outcome = isSame && listed !== undefined ? replay.outcomes[listed.task] : undefined;
    const valid = outcome === undefined ? undefined : validOutcome(earlier, outcome, rules);
    const holds = valid !== undefined && (!rules.verify || (await isVerified(valid, input)));
    found.push(holds ? valid : undefined);
  }
  return found;
}

type Listed = EarlierBatch['replay']['inputs'][number];

/** Whether a batch listed the input with its present name, size and time of writing. */
export function isListedAs(listed: Listed | undefined, { file, size, modified }: Input): boolean {
  return (
    listed !== undefined &&
    listed.file === file &&
    listed.size === size &&
    (listed.modified ?? null) === modified
  );
}

function validOutcome(
  earlier: EarlierBatch,
  outcome: Outcome,
  { failures }: Validity,
): StillValid | undefined {
  if (outcome.kind === 'succeeded') {
    const result = resultFile(earlier, outcome);
    return result === null ? undefined : { outcome, result };
  }
  if (!failures || outcome.retry !== 'never') return undefined;
  return { outcome, result: null };
}

/** A result that was read without hashing its input cannot be verified. */
async function isVerified({ result }: StillValid, { path }: Input): Promise<boolean> {
  if (result === null) return false;
  try {
    const { source } = readResult(result);
    return source.whole !== null && isSameInput(source, await identify(path, true));
  } catch {
    return false;
  }
}
