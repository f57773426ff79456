import { lstatSync } from 'node:fs';
import { type Fault, FaultError, isFault } from '@ballast/resource-model';
import {
  type JournalContents,
  type JournalHeader,
  type Replay,
  readJournal,
  replayJournal,
} from '@ballast/scheduler/journal';
import { digestOf } from '../files/digest.ts';
import type { OutputFolder } from '../folder/layout.ts';
import { isJournal } from '../folder/owned.ts';
import { type PlanFile, readWorkPlan, type WorkPlan } from '../worker/work-plan.ts';
import { checkWorkPlan } from '../worker/work-plan-schema.ts';

/** A batch that left its journal and its results in a folder. */
export interface EarlierBatch {
  /** Absolute. */
  readonly root: string;
  readonly header: JournalHeader;
  readonly replay: Replay;
  readonly plan: WorkPlan;
  readonly planFile: PlanFile;
  /** The text of the plan, if its file is not what was written and the same plan could be made again; otherwise null. */
  readonly remadePlan: string | null;
  /** How far its journal can be read, and what is wrong with it. */
  readonly journal: Pick<JournalContents, 'wholeBytes' | 'tornBytes' | 'end' | 'damage' | 'damagedLines'>;
}

/** The files of an earlier batch that are needed to resume it. */
type Left = Pick<OutputFolder, 'root' | 'journal' | 'plan'>;

/** The texts that a work plan may have had when it was written. */
type PlanTexts = () => Iterable<string>;

/**
 * Null if the folder has no journal written by Ballast, or no work plan that is what was written. `planTexts`: what it may
 * have been, to make it again. Faults: those of a journal.
 */
export function readEarlierBatch(
  { root, journal, plan: path }: Left,
  planTexts: PlanTexts = () => [],
): EarlierBatch | null {
  if (!isJournal(journal)) return null;
  const contents = readJournal(journal);
  const { header } = contents;
  const planFile = { path, hash: header.planHash ?? null };
  const found = usablePlan(planFile) ?? remade(planFile, planTexts);
  if (found === null) return null;
  return { root, header, replay: replayJournal(contents), planFile, ...found, journal: contents };
}

type PlanFound = Pick<EarlierBatch, 'plan' | 'remadePlan'>;

function usablePlan(file: PlanFile): PlanFound | null {
  const plan = planOrNull(file);
  return plan === null ? null : { plan, remadePlan: null };
}

/** A text with the hash in the journal is the text that was written. */
function remade({ hash }: PlanFile, planTexts: PlanTexts): PlanFound | null {
  if (hash === null) return null;
  for (const text of planTexts()) {
    if (digestOf(Buffer.from(text)).sha256 === hash)
      return { plan: JSON.parse(text) as WorkPlan, remadePlan: text };
  }
  return null;
}

/** What a batch that is about to begin finds in its output folder. */
export interface EarlierFound {
  readonly earlier: EarlierBatch | null;
  /** Why what an earlier batch left cannot be used; null if it can, or if there is nothing. */
  readonly unusable: Fault | null;
}

/** The same for a batch that is about to begin. Fault: JOURNAL_NEWER. */
export function findEarlierBatch(left: Left, planTexts: PlanTexts): EarlierFound {
  try {
    const earlier = readEarlierBatch(left, planTexts);
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
  if (!isThere(journal) || !isThere(plan)) return null;
  if (isJournal(journal))
    return { code: 'PLAN_DAMAGED', message: `${plan} is not the work plan that was written` };
  readJournal(journal);
  return null;
}

/** Why the journal of a batch cannot be resumed; null if it can, if there is none, and if a newer version wrote it. */
export function unusableJournal({ journal, plan }: Left): Fault | null {
  if (!isThere(journal) || !isThere(plan)) return null;
  try {
    replayJournal(readJournal(journal));
    return null;
  } catch (error) {
    if (!isFault(error)) throw error;
    return error.code === 'JOURNAL_NEWER' ? null : error;
  }
}

function isThere(file: string): boolean {
  return lstatSync(file, { throwIfNoEntry: false })?.isFile() === true;
}

/** What a file says that may be the plan of a batch whose results this version can use; null for any other file. */
export function planIn(path: string): WorkPlan | null {
  return planOrNull({ path, hash: null });
}

function planOrNull(file: PlanFile): WorkPlan | null {
  try {
    return checkWorkPlan(readWorkPlan(file)).plan;
  } catch {
    return null;
  }
}
