import { existsSync, readFileSync } from 'node:fs';
import { type Fault, FaultError, isFault } from '@ballast/resource-model';
import {
  type JournalContents,
  type JournalHeader,
  type Replay,
  readJournal,
  replayJournal,
} from '@ballast/scheduler/journal';
import { digestOf, digestOfFile } from '../files/digest.ts';
import type { OutputFolder } from '../folder/layout.ts';
import { isJournal } from '../folder/owned.ts';
import type { PlanFile, WorkPlan } from '../worker/work-plan.ts';
import { planOrNull } from '../worker/work-plan-schema.ts';

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

/** Null also if the journal cannot be used: that is reported where the batch begins. */
export function readableEarlierBatch(left: Left): EarlierBatch | null {
  try {
    return readEarlierBatch(left);
  } catch (error) {
    if (isFault(error)) return null;
    throw error;
  }
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

/** Faults: JOURNAL_NEWER; a journal that cannot be used for any other reason counts as the one of another batch. */
export function findEarlierBatch(left: Left, planTexts: PlanTexts = () => []): EarlierFound {
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
  if (!existsSync(journal) || !existsSync(plan)) return null;
  if (isJournal(journal))
    return { code: 'PLAN_DAMAGED', message: `${plan} is not the work plan that was written` };
  readJournal(journal);
  return null;
}

/** Whether the effective batch in an output folder is the one that its journal belongs to. Faults: those of a journal. */
export function isEffectiveBatch({
  effectiveBatch,
  journal,
}: Pick<OutputFolder, 'effectiveBatch' | 'journal'>): boolean {
  return digestOfFile(effectiveBatch)?.sha256 === readJournal(journal).header.batchHash;
}

/** Whether a plan, even if it is damaged, says that the batch was made from a batch file. Never throws. */
export function isOfBatchFile({ plan }: Pick<OutputFolder, 'plan'>): boolean {
  try {
    return readFileSync(plan, 'utf8').includes('"configuration":null');
  } catch {
    return false;
  }
}

/** What a file says that may be the plan of a batch whose results this version can use; null for any other file. */
export function planIn(path: string): WorkPlan | null {
  return planOrNull({ path, hash: null });
}
