import { existsSync } from 'node:fs';
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
  /** Bytes of its journal that are whole records, and those of a record that is not. */
  readonly wholeBytes: number;
  readonly tornBytes: number;
}

/** Places of what a batch leaves, as far as it is needed to go on. */
type Left = Pick<OutputFolder, 'root' | 'journal' | 'plan'>;

/** Null where there is no journal of ours, or no work plan that it belongs to. Faults: those of a journal. */
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
 * The same, where a batch is about to begin: a journal that may be of this very batch and cannot be read is not passed
 * over. Faults: those of a journal.
 */
export function readEarlierOrRefuse(left: Left, batchHash: string): EarlierBatch | null {
  try {
    return readEarlierBatch(left);
  } catch (error) {
    if (!isFault(error)) throw error;
    const isAnother = error.code !== 'JOURNAL_NEWER' && headerIn(left.journal)?.batchHash !== batchHash;
    if (isAnother) return null;
    const { code, message, details = {} } = error;
    const hint = `${error.hint ?? 'keep it for inspection'}; with --fresh everything there is moved aside and the batch starts over`;
    throw new FaultError({ code, message, hint, details, cause: error });
  }
}

/** The plan of a batch whose results this version can use; null for any other. */
export function planIn(file: string): WorkPlan | null {
  try {
    const plan = readWorkPlan(file) as Partial<WorkPlan> | null;
    return plan?.origin === undefined || plan.plan === undefined ? null : (plan as WorkPlan);
  } catch {
    return null;
  }
}

type Succeeded = Extract<Outcome, { kind: 'succeeded' }>;

/** Absolute path of the result file of an outcome; null where it, or a file that belongs to it, is not there. */
export function resultFile({ root, plan }: EarlierBatch, { result }: Succeeded): string | null {
  if (result === null) return null;
  const file = path.join(root, ...result.split('/'));
  const files = [file, ...plan.plan.samples.map(({ table }) => samplesOf(file, table))];
  return files.every((one) => existsSync(one)) ? file : null;
}
