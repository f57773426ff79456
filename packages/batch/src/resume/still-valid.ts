import type { Outcome } from '@ballast/scheduler/journal';
import { identify, isSameInput } from '../inputs/identity.ts';
import type { Input } from '../inputs/list.ts';
import { readResult } from '../worker/stored-result.ts';
import { type EarlierBatch, resultFile } from './earlier-batch.ts';

/** What became of an input earlier and still holds. */
export interface Survivor {
  readonly outcome: Outcome;
  /** Absolute path of its result file; null where it has none. */
  readonly result: string | null;
}

export interface SurvivalRules {
  /** Whether failures that are final hold too: while a batch goes on, but not once it was over. */
  readonly failures: boolean;
  /** Whether every input is hashed as a whole and compared with what was read. */
  readonly verify: boolean;
}

/**
 * What of an earlier batch holds for each of these inputs (undefined: nothing), in their order. No input is opened
 * unless the rules say so: one of the same name, size and time of writing is the same.
 */
export async function surviving(
  earlier: EarlierBatch,
  inputs: readonly Input[],
  rules: SurvivalRules,
): Promise<(Survivor | undefined)[]> {
  const { replay } = earlier;
  const tasks = new Map(replay.inputs.map((listed) => [listed.file, listed]));
  const survivors: (Survivor | undefined)[] = [];
  for (const input of inputs) {
    const listed = tasks.get(input.file);
    // Of what is no file, nothing tells whether it is the same.
    const isSame = input.modified !== null && isListedAs(listed, input);
    const outcome = isSame && listed !== undefined ? replay.outcomes[listed.task] : undefined;
    const survivor = outcome === undefined ? undefined : survivorOf(earlier, outcome, rules);
    const holds = survivor !== undefined && (!rules.verify || (await isVerified(survivor, input)));
    survivors.push(holds ? survivor : undefined);
  }
  return survivors;
}

type Listed = EarlierBatch['replay']['inputs'][number];

/** Whether a batch listed the input as it is now. */
export function isListedAs(listed: Listed | undefined, { file, size, modified }: Input): boolean {
  return (
    listed !== undefined &&
    listed.file === file &&
    listed.size === size &&
    (listed.modified ?? null) === modified
  );
}

function survivorOf(
  earlier: EarlierBatch,
  outcome: Outcome,
  { failures }: SurvivalRules,
): Survivor | undefined {
  if (outcome.kind === 'succeeded') {
    const result = resultFile(earlier, outcome);
    return result === null ? undefined : { outcome, result };
  }
  if (!failures || outcome.retry !== 'never') return undefined;
  return { outcome, result: null };
}

/** A result that was read without hashing its input cannot be verified. */
async function isVerified({ result }: Survivor, { path }: Input): Promise<boolean> {
  if (result === null) return false;
  try {
    const { source } = readResult(result);
    return source.whole !== null && isSameInput(source, await identify(path, true));
  } catch {
    return false;
  }
}
