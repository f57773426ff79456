import path from 'node:path';
import type { Milliseconds } from '@ballast/resource-model';
import {
  type Continued,
  JOURNAL_VERSION,
  type JournalHeader,
  type JournalRecord,
  type Outcome,
} from '@ballast/scheduler/journal';
import { writeDurably } from '../files/whole-file.ts';
import { removeUnfinished } from '../folder/clean-up.ts';
import { makeFolders, type OutputFolder, prepareOutputFolder } from '../folder/layout.ts';
import { outputsAreThere } from '../folder/outputs-there.ts';
import type { Input } from '../inputs/list.ts';
import type { CachedResult, WorkPlan } from '../worker/work-plan.ts';
import { type EarlierBatch, type EarlierFound, findEarlierBatch } from './earlier-batch.ts';
import { keptRecords, listedInputs, resumedRecord } from './opening-records.ts';
import {
  continuedRemark,
  journalRemarks,
  type Remark,
  resumedRemark,
  takenOverRemarks,
  unusableRemarks,
} from './remark.ts';
import { isListedAs, stillValid } from './still-valid.ts';
import { canBeUsed, takeOver } from './take-over.ts';

/** How a batch begins: the tasks that are settled already, and the records that its journal opens with. */
export interface BatchStart {
  /** Where the existing journal is continued; null for a new journal, which replaces an existing one. */
  readonly continued: Continued | null;
  /** Of the journal. */
  readonly header: JournalHeader;
  readonly opening: readonly JournalRecord[];
  /** One entry per task; `at` is when the batch resumes, in milliseconds since the journal began. */
  readonly settled: {
    readonly outcomes: readonly (Outcome | undefined)[];
    readonly attempts: Uint16Array;
    readonly at: Milliseconds;
  };
  /** By task: what an earlier batch has read from the input. */
  readonly cached: ReadonlyMap<number, CachedResult>;
  /** Every task is settled and every output exists: not even the journal may be touched. */
  readonly nothingToDo: boolean;
  readonly remarks: readonly Remark[];
  /** Where another batch that was in the folder was moved to; null if there was none. */
  readonly movedAside: string | null;
}

export interface BatchToBegin {
  /** The header of a journal that begins now. */
  readonly header: JournalHeader;
  readonly inputs: readonly Input[];
  readonly plan: WorkPlan;
  /** The text of the effective batch. */
  readonly effective: string;
  /** Ignore everything that is in the folder. */
  readonly fresh: boolean;
  /** Compare whole inputs (by hash) with what was read. */
  readonly verify: boolean;
}

/**
 * Resumes the batch in the output folder if it is the same batch; otherwise prepares the folder for a new one, which
 * reuses any results it can. The folder must be locked. Faults: OUTPUT_NOT_OURS, JOURNAL_NEWER; throws the system's error if
 * it cannot write.
 */
export async function beginBatch(output: OutputFolder, batch: BatchToBegin): Promise<BatchStart> {
  const found = batch.fresh ? { earlier: null, unusable: null } : findEarlierBatch(output);
  const { earlier } = found;
  if (earlier === null || !isSameBatch(earlier, batch)) return beginNew(output, batch, found);
  return resume(output, earlier, batch);
}

/** Whether the journal can be continued. One of an older version cannot, but its results can be reused. */
function isSameBatch(earlier: EarlierBatch, { header, plan }: BatchToBegin): boolean {
  return (
    earlier.header.version === JOURNAL_VERSION &&
    earlier.header.batchHash === header.batchHash &&
    canBeUsed(earlier, plan, header.readerDetails) &&
    JSON.stringify(earlier.plan.settings) === JSON.stringify(plan.settings) &&
    JSON.stringify(earlier.plan.plan) === JSON.stringify(plan.plan)
  );
}

async function beginNew(
  output: OutputFolder,
  batch: BatchToBegin,
  { unusable }: EarlierFound,
): Promise<BatchStart> {
  const { inputs, plan, fresh } = batch;
  let earlier: string | null = null;
  const movedAside = await prepareOutputFolder(output, (aside) => {
    earlier = aside === null || fresh ? null : path.basename(aside);
    return JSON.stringify({ ...plan, origin: { ...plan.origin, earlier } } satisfies WorkPlan);
  });
  removeUnfinished(output);
  await writeDurably(output.effectiveBatch, [batch.effective]);
  const tasks = inputs.map((_, task) => task);
  const { outcomes, cached } = await takeOver(output, earlier, wantedOf(batch, tasks));
  const remarks = [
    ...unusableRemarks(unusable?.message ?? null),
    ...takenOverRemarks(movedAside, { whole: outcomes.size, parts: cached.size }),
  ];
  const all = inputs.map((_, task) => outcomes.get(task));
  return { ...startOfJournal(batch, all), cached, remarks, movedAside };
}

/** The same batch again, whether or not it ended. */
async function resume(output: OutputFolder, earlier: EarlierBatch, batch: BatchToBegin): Promise<BatchStart> {
  const { inputs, verify } = batch;
  const { replay, plan } = earlier;
  const wasOver = replay.ending === 'complete';
  const valid = await stillValid(earlier, inputs, { failures: !wasOver, verify });
  const outcomes = valid.map((one) => one?.outcome);
  // A damaged journal is not continued: a new one replaces it, with everything that can still be believed.
  const isWhole = earlier.journal.damagedLines === 0;
  const isSameListing =
    replay.inputs.length === inputs.length &&
    inputs.every((input, task) => isListedAs(replay.inputs[task], input));
  const open = openTasks(outcomes);
  if (isSameListing && open.length === 0 && replay.published && outputsAreThere(output)) {
    return { ...continuedStart(earlier, outcomes, []), nothingToDo: true };
  }
  makeFolders(output);
  removeUnfinished(output);
  const { outcomes: taken, cached } = await takeOver(output, plan.origin.earlier, wantedOf(batch, open));
  const all = outcomes.map((outcome, task) => outcome ?? taken.get(task));
  const left = openTasks(all).length;
  const counts = { done: inputs.length - left, left };
  const remark =
    wasOver || !isSameListing ? continuedRemark(earlier, inputs, counts) : resumedRemark(earlier, counts);
  const isContinued = isSameListing && isWhole;
  const start = isContinued ? continuedStart(earlier, all, [...taken]) : startOfJournal(batch, all);
  return { ...start, cached, remarks: [...journalRemarks(earlier, output), remark] };
}

function openTasks(outcomes: readonly (Outcome | undefined)[]): number[] {
  return outcomes.flatMap((outcome, task) => (outcome === undefined ? [task] : []));
}

/** A new journal, which opens with the outcomes of earlier ones that are still valid. */
function startOfJournal(
  { header, inputs }: BatchToBegin,
  outcomes: readonly (Outcome | undefined)[],
): BatchStart {
  return {
    continued: null,
    header,
    opening: [...listedInputs(inputs), ...keptRecords([...outcomes.entries()])],
    settled: { outcomes, attempts: new Uint16Array(inputs.length), at: 0 as Milliseconds },
    cached: new Map(),
    nothingToDo: false,
    remarks: [],
    movedAside: null,
  };
}

/** The journal is continued where it ended. `taken`: outcomes taken over from batches before it, by task. */
function continuedStart(
  { header, replay, journal: { wholeBytes, end } }: EarlierBatch,
  outcomes: readonly (Outcome | undefined)[],
  taken: readonly (readonly [number, Outcome])[],
): BatchStart {
  const left = openTasks(outcomes).length;
  const now = new Date();
  // Time must not run backwards, even if the clock was set back in the meantime.
  const at = Math.max(replay.at, Math.round(now.getTime() - Date.parse(header.startedAt))) as Milliseconds;
  return {
    continued: { wholeBytes, end },
    header,
    opening: [
      resumedRecord({ at, time: now.toISOString(), done: outcomes.length - left, left }),
      ...keptRecords(taken),
    ],
    settled: { outcomes, attempts: replay.attempts, at },
    cached: new Map(),
    nothingToDo: false,
    remarks: [],
    movedAside: null,
  };
}

function wantedOf(
  { inputs, plan, header: { readerDetails }, verify }: BatchToBegin,
  tasks: readonly number[],
): Parameters<typeof takeOver>[2] {
  return { inputs, tasks, plan, readerDetails, verify };
}
