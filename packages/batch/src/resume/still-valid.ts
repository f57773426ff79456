import type { Outcome } from '@ballast/scheduler/journal';
import { identify, isSameInput } from '../inputs/identity.ts';
import type { Input } from '../inputs/list.ts';
import type { DamagedResult } from '../worker/results/damaged-result.ts';
import {
  damageOf,
  type KnownResult,
  knownResult,
  missingOf,
  readKnown,
} from '../worker/results/known-result.ts';
import type { EarlierBatch } from './earlier-batch.ts';

/** An outcome of an earlier batch that is still valid. */
export interface StillValid {
  readonly outcome: Outcome;
  /** Null if it has no result. */
  readonly result: KnownResult | null;
}

export interface Validity {
  /** Whether final failures stay valid too: they do while a batch is resumed, but not after it has ended. */
  readonly failures: boolean;
  /** Whether every input is hashed as a whole and compared with what was read. */
  readonly verify: boolean;
  /** Whether results are read and their digests compared, not just their sizes. */
  readonly digests?: boolean;
}

export interface Validated {
  /** One entry per input. */
  readonly valid: readonly (StillValid | undefined)[];
  readonly damaged: readonly DamagedResult[];
}

/**
 * For each input, in order, the outcome of an earlier batch that is still valid; undefined if there is none. An input with
 * the same name, size and time of writing counts as unchanged; inputs are opened only with `verify`.
 */
export async function stillValid(
  earlier: EarlierBatch,
  inputs: readonly Input[],
  rules: Validity,
): Promise<Validated> {
  const { replay } = earlier;
  const tasks = new Map(replay.inputs.map((listed) => [listed.file, listed]));
  const valid: (StillValid | undefined)[] = [];
  const damaged: DamagedResult[] = [];
  for (const [task, input] of inputs.entries()) {
    const listed = tasks.get(input.file);
    // Only a file has a time of writing: nothing shows whether anything else is unchanged.
    const isSame = input.modified !== null && isListedAs(listed, input);
    const outcome = isSame && listed !== undefined ? replay.outcomes[listed.task] : undefined;
    const one = validOutcome(earlier, { task: listed?.task ?? 0, outcome }, rules);
    if (typeof one === 'string') {
      damaged.push({ task, file: input.file, result: resultOf(outcome), reason: one });
      valid.push(undefined);
      continue;
    }
    const holds = one !== undefined && (!rules.verify || (await isVerified(one, input)));
    valid.push(holds ? one : undefined);
  }
  return { valid, damaged };
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

/** A reason if the outcome has a result that is not what was written. */
function validOutcome(
  { root, plan: { plan } }: EarlierBatch,
  { task, outcome }: { readonly task: number; readonly outcome: Outcome | undefined },
  { failures, digests = false }: Validity,
): StillValid | string | undefined {
  if (outcome === undefined) return undefined;
  if (outcome.kind === 'succeeded') {
    const claimed = knownResult(root, { task, ...outcome }, plan);
    if (!claimed.ok) return claimed.reason;
    const { known } = claimed;
    return (digests ? damageOf(known, plan) : missingOf(known, plan)) ?? { outcome, result: known };
  }
  if (!failures || outcome.retry !== 'never') return undefined;
  return { outcome, result: null };
}

function resultOf(outcome: Outcome | undefined): string {
  return outcome?.kind === 'succeeded' ? (outcome.result ?? '') : '';
}

/** A result that was read without hashing its input cannot be verified. */
async function isVerified({ result }: StillValid, { path }: Input): Promise<boolean> {
  if (result === null) return false;
  try {
    const stored = readKnown(result);
    if (!stored.ok) return false;
    const { source } = stored.result;
    return source.whole !== null && isSameInput(source, await identify(path, true));
  } catch {
    return false;
  }
}
