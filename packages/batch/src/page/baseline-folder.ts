import path from 'node:path';
import type { OutputFolder } from '../folder/layout.ts';
import { EARLIER, isJournal, JOURNAL } from '../folder/owned.ts';
import { planOrNull } from '../worker/work-plan-schema.ts';

/** The output folder of an earlier batch. */
export interface BaselineFolder {
  /** Absolute. */
  readonly folder: string;
  /** Somebody named it. */
  readonly isWanted: boolean;
}

export interface BaselineChoice {
  /** The folder that somebody named, absolute; null if nobody did. */
  readonly named: string | null;
  /** Where the last batch with the same name wrote, absolute; null if that is not known. */
  readonly last: string | null;
}

/**
 * What a batch is compared with: what somebody named, else the batch that was moved aside for it, else the last one with its name.
 * Null if there is nothing.
 */
export function baselineFolder(
  output: Pick<OutputFolder, 'root' | 'plan'>,
  { named, last }: BaselineChoice,
): BaselineFolder | null {
  if (named !== null) return { folder: named, isWanted: true };
  const found = [movedAside(output), last].find(
    (folder) => folder !== null && folder !== output.root && isJournal(path.join(folder, JOURNAL)),
  );
  return found === undefined || found === null ? null : { folder: found, isWanted: false };
}

function movedAside({ root, plan }: Pick<OutputFolder, 'root' | 'plan'>): string | null {
  const earlier = planOrNull({ path: plan, hash: null })?.origin.earlier ?? null;
  if (earlier === null || !EARLIER.test(path.basename(earlier))) return null;
  return path.join(root, path.basename(earlier));
}
