import { FaultError, isFault } from '@ballast/resource-model';
import { type JournalHeader, type Replay, readJournal, replayJournal } from '@ballast/scheduler/journal';
import { digestOf } from '../files/digest.ts';
import type { OutputFolder } from '../folder/layout.ts';
import { headerIn, isJournal } from '../folder/owned.ts';
import { type PlanFile, readWorkPlan, type WorkPlan } from '../worker/work-plan.ts';

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
  /** Bytes of its journal: in whole records, and in an incomplete last one. */
  readonly wholeBytes: number;
  readonly tornBytes: number;
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
  const { header, wholeBytes, tornBytes } = contents;
  const planFile = { path, hash: header.planHash ?? null };
  const found = usablePlan(planFile) ?? remade(planFile, planTexts);
  if (found === null) return null;
  return { root, header, replay: replayJournal(contents), planFile, ...found, wholeBytes, tornBytes };
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

/**
 * The same for a batch that is about to begin: refuses a journal that cannot be read and may belong to this very batch.
 * Faults: those of a journal.
 */
export function readEarlierOrRefuse(
  left: Left,
  batchHash: string,
  planTexts: PlanTexts,
): EarlierBatch | null {
  try {
    return readEarlierBatch(left, planTexts);
  } catch (error) {
    if (!isFault(error)) throw error;
    const isAnother = error.code !== 'JOURNAL_NEWER' && headerIn(left.journal)?.batchHash !== batchHash;
    if (isAnother) return null;
    const { code, message, details = {} } = error;
    const hint = `${error.hint ?? 'keep it for inspection'}; or start over with --fresh, which moves everything there aside`;
    throw new FaultError({ code, message, hint, details, cause: error });
  }
}

/** What a file says that may be the plan of a batch whose results this version can use; null for any other file. */
export function planIn(path: string): WorkPlan | null {
  return planOrNull({ path, hash: null });
}

function planOrNull(file: PlanFile): WorkPlan | null {
  try {
    const plan = readWorkPlan(file) as Partial<WorkPlan> | null;
    return plan?.origin === undefined || plan.plan === undefined ? null : (plan as WorkPlan);
  } catch {
    return null;
  }
}
