import { type CheckedBatch, checkMerge } from '@ballast/batch';
import { isFault } from '@ballast/resource-model';
import { EXIT } from '../../exit-code.ts';
import { faultText } from '../../show/fault-text.ts';
import { runChecked } from '../run/run.ts';

export interface MergeFlags {
  readonly shards?: number;
  readonly html?: boolean;
  readonly json: boolean;
  readonly quiet: boolean;
}

/**
 * `ballast merge`: makes the tables of a batch from its shards. Returns the exit code; 1 if a shard is missing or unfinished.
 * Faults: those of `checkMerge` and of `run`.
 */
export async function mergeCommand(folder: string, { shards, ...shown }: MergeFlags): Promise<number> {
  let checked: CheckedBatch;
  try {
    checked = checkMerge(folder, shards === undefined ? {} : { shards });
  } catch (error) {
    if (!isFault(error) || error.code !== 'SHARDS_UNFINISHED') throw error;
    process.stderr.write(`${faultText(error)}\n`);
    return EXIT.someDidNot;
  }
  const read = { check: false, allowOutputInInputs: true, history: false };
  return runChecked(() => checked, { ...shown, ...read, set: [], fresh: false, verify: false });
}
