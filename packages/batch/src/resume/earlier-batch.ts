import { lstatSync } from 'node:fs';
import path from 'node:path';
import { FaultError, isFault } from '@ballast/resource-model';
import {
  type JournalHeader,
  type Outcome,
  type Replay,
  readJournal,
  replayJournal,
} from '@ballast/scheduler/journal';
import type { OutputFolder } from '../folder/layout.ts';
import { headerIn, isJournal } from '../folder/owned.ts';
import { readWorkPlan, samplesOf, type WorkPlan } from '../worker/work-plan.ts';

/** A batch that left its journal and its results in a folder. */
export interface EarlierBatch {
  /** Absolute. */
  readonly root: string;
  readonly header: JournalHeader;
  readonly replay: Replay;
  readonly plan: WorkPlan;
  /** Absolute path of `plan`. */
  readonly planFile: string;
  /** Bytes of its journal: in whole records, and in an incomplete last one. */
  readonly wholeBytes: number;
  readonly tornBytes: number;
}

/** The files of an earlier batch that are needed to resume it. */
type Left = Pick<OutputFolder, 'root' | 'journal' | 'plan'>;

/** Null if the folder has no journal written by Ballast, or no work plan. Faults: those of a journal. */
export function readEarlierBatch({ root, journal, plan }: Left): EarlierBatch | null {
  if (!isJournal(journal)) return null;
  const contents = readJournal(journal);
  const workPlan = planIn(plan);
  if (workPlan === null) return null;
  const { header, wholeBytes, tornBytes } = contents;
  return {
    root,
    header,
    replay: replayJournal(contents),
    plan: workPlan,
    planFile: plan,
    wholeBytes,
    tornBytes,
  };
}

/**
 * The same for a batch that is about to begin: refuses a journal that cannot be read and may belong to this very batch.
 * Faults: those of a journal.
 */
export function readEarlierOrRefuse(left: Left, batchHash: string): EarlierBatch | null {
  try {
    return readEarlierBatch(left);
  } catch (error) {
    if (!isFault(error)) throw error;
    const isAnother = error.code !== 'JOURNAL_NEWER' && headerIn(left.journal)?.batchHash !== batchHash;
    if (isAnother) return null;
    const { code, message, details = {} } = error;
    const hint = `${error.hint ?? 'keep it for inspection'}; or start over with --fresh, which moves everything there aside`;
    throw new FaultError({ code, message, hint, details, cause: error });
  }
}

/** The plan of a batch whose results this version can use; null for any other file. */
export function planIn(file: string): WorkPlan | null {
  try {
    const plan = readWorkPlan(file) as Partial<WorkPlan> | null;
    return plan?.origin === undefined || plan.plan === undefined ? null : (plan as WorkPlan);
  } catch {
    return null;
  }
}

type Succeeded = Extract<Outcome, { kind: 'succeeded' }>;

/** Absolute path of the result file of an outcome; null if it, or a file that belongs to it, is missing or a link. */
export function resultFile({ root, plan }: EarlierBatch, { result }: Succeeded): string | null {
  if (result === null) return null;
  const file = path.join(root, ...result.split('/'));
  const files = [file, ...plan.plan.samples.map(({ table }) => samplesOf(file, table))];
  return files.every((one) => lstatSync(one, { throwIfNoEntry: false })?.isFile() === true) ? file : null;
}
