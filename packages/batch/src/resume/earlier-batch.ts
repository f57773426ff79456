import { existsSync, lstatSync } from 'node:fs';
import path from 'node:path';
import { type Fault, FaultError, isFault } from '@ballast/resource-model';
import {
  type JournalContents,
  type JournalHeader,
  type Outcome,
  type Replay,
  readJournal,
  replayJournal,
} from '@ballast/scheduler/journal';
import type { OutputFolder } from '../folder/layout.ts';
import { isJournal } from '../folder/owned.ts';
import { readWorkPlan, samplesOf, type WorkPlan } from '../worker/work-plan.ts';
import { type CheckedPlan, checkWorkPlan } from '../worker/work-plan-schema.ts';

/** A batch that left its journal and its results in a folder. */
export interface EarlierBatch {
  /** Absolute. */
  readonly root: string;
  readonly header: JournalHeader;
  readonly replay: Replay;
  readonly plan: WorkPlan;
  /** Absolute path of `plan`. */
  readonly planFile: string;
  /** How far its journal can be read, and what is wrong with it. */
  readonly journal: Pick<JournalContents, 'wholeBytes' | 'tornBytes' | 'end' | 'damage' | 'damagedLines'>;
}

/** The files of an earlier batch that are needed to resume it. */
type Left = Pick<OutputFolder, 'root' | 'journal' | 'plan'>;

/** Null if the folder has no journal written by Ballast, or no work plan. Faults: those of a journal. */
export function readEarlierBatch({ root, journal, plan }: Left): EarlierBatch | null {
  if (!isJournal(journal)) return null;
  const contents = readJournal(journal);
  const workPlan = planIn(plan);
  if (workPlan === null) return null;
  return {
    root,
    header: contents.header,
    replay: replayJournal(contents),
    plan: workPlan,
    planFile: plan,
    journal: contents,
  };
}

/** What a batch that is about to begin finds in its output folder. */
export interface EarlierFound {
  readonly earlier: EarlierBatch | null;
  /** Why what an earlier batch left cannot be used; null if it can, or if there is nothing. */
  readonly unusable: Fault | null;
}

/** Faults: JOURNAL_NEWER; a journal that cannot be used for any other reason counts as the one of another batch. */
export function findEarlierBatch(left: Left): EarlierFound {
  try {
    const earlier = readEarlierBatch(left);
    return { earlier, unusable: earlier === null ? whyUnusable(left) : null };
  } catch (error) {
    if (!isFault(error)) throw error;
    const { code, message, details = {} } = error;
    if (code !== 'JOURNAL_NEWER') return { earlier: null, unusable: error };
    const hint = `${error.hint ?? 'keep it for inspection'}; or start over with --fresh, which moves everything there aside`;
    throw new FaultError({ code, message, hint, details, cause: error });
  }
}

/** A journal and a plan that are both there: one of them is damaged. Faults: those of a journal. */
function whyUnusable({ journal, plan }: Left): Fault | null {
  if (!existsSync(journal) || !existsSync(plan)) return null;
  if (isJournal(journal)) {
    const { problem } = checkedPlan(plan);
    return { code: 'PLAN_DAMAGED', message: `${plan} is not the work plan of a batch: ${problem}` };
  }
  readJournal(journal);
  return null;
}

/** The plan of a batch whose results this version can use; null for any other file. */
export function planIn(file: string): WorkPlan | null {
  return checkedPlan(file).plan;
}

function checkedPlan(file: string): CheckedPlan {
  try {
    return checkWorkPlan(readWorkPlan(file));
  } catch (error) {
    return { plan: null, problem: error instanceof Error ? error.message : String(error) };
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
