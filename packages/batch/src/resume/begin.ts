import { readdirSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { JOURNAL_VERSION, type JournalHeader, type Outcome } from '@ballast/scheduler/journal';
import { difference, digestOf, digestOrNull } from '../files/digest.ts';
import { writeDurably } from '../files/whole-file.ts';
import { changedOutputs } from '../folder/changed-outputs.ts';
import { removeUnfinished } from '../folder/clean-up.ts';
import { makeFolders, type OutputFolder, prepareOutputFolder } from '../folder/layout.ts';
import { EARLIER } from '../folder/owned.ts';
import { isResultName } from '../folder/result-names.ts';
import type { Input } from '../inputs/list.ts';
import type { WorkPlan } from '../worker/work-plan.ts';
import { type BatchStart, continuedStart, type Outcomes, openTasks, startOfJournal } from './batch-start.ts';
import { type EarlierBatch, type EarlierFound, findEarlierBatch } from './earlier-batch.ts';
import { placeResult } from './place-result.ts';
import {
  continuedRemark,
  damagedRemarks,
  journalRemarks,
  outputRemarks,
  remadeRemarks,
  resumedRemark,
  takenOverRemarks,
  unusableRemarks,
} from './remark.ts';
import { isListedAs, type StillValid, stillValid } from './still-valid.ts';
import { canBeUsed, type TakenOver, takeOver } from './take-over.ts';

export interface BatchToBegin {
  /** Whether tables depend on more than inputs and the batch: they are made again in any case. */
  readonly republish?: boolean;
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
  /** Compare digests of everything that the batch wrote, not just sizes. */
  readonly digests: boolean;
  /** Whether other machines may be writing results into the folder. */
  readonly isShared?: boolean;
  /** Outcomes of tasks that would run otherwise, from elsewhere; their results are in the output folder. */
  readonly adopt?: (tasks: readonly number[]) => Promise<ReadonlyMap<number, Outcome>>;
}

/**
 * Resumes the batch in the output folder if it is the same batch; otherwise prepares the folder for a new one, which
 * reuses any results it can. The folder must be locked. Faults: OUTPUT_NOT_OURS, JOURNAL_NEWER; throws the system's error if
 * it cannot write.
 */
export async function beginBatch(output: OutputFolder, batch: BatchToBegin): Promise<BatchStart> {
  const planTexts = (): Iterable<string> => planTextsOf(output, batch.plan);
  const found = batch.fresh ? { earlier: null, unusable: null } : findEarlierBatch(output, planTexts);
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
    // Workers get them from the plan in the folder, which somebody else may have written.
    isDeepStrictEqual(earlier.plan.settings, plan.settings) &&
    earlier.plan.task === plan.task &&
    JSON.stringify(earlier.plan.plan) === JSON.stringify(plan.plan)
  );
}

function planText(plan: WorkPlan, earlier: string | null): string {
  return JSON.stringify({ ...plan, origin: { ...plan.origin, earlier } } satisfies WorkPlan);
}

/** The plan that this batch would write, after any of the earlier batches that are still there. */
function* planTextsOf({ root }: OutputFolder, plan: WorkPlan): Generator<string> {
  const earlier = readdirSync(root).filter((name) => EARLIER.test(name));
  for (const before of [null, ...earlier]) yield planText(plan, before);
}

async function beginNew(
  output: OutputFolder,
  batch: BatchToBegin,
  { unusable }: EarlierFound,
): Promise<BatchStart> {
  const { inputs, plan, fresh } = batch;
  let earlier: string | null = null;
  let planHash = '';
  const movedAside = await prepareOutputFolder(output, (aside) => {
    earlier = aside === null || fresh ? null : path.basename(aside);
    const text = planText(plan, earlier);
    planHash = digestOf(Buffer.from(text)).sha256;
    return text;
  });
  removeUnfinished(output, batch);
  await writeDurably(output.effectiveBatch, [batch.effective]);
  const tasks = inputs.map((_, task) => task);
  const { outcomes, cached, unchecked, reused } = await takeFromOthers(output, earlier, { batch, tasks });
  const remarks = [
    ...unusableRemarks(unusable?.message ?? null),
    ...takenOverRemarks(movedAside, { whole: reused, parts: cached.size, unchecked }),
  ];
  const all = inputs.map((_, task) => outcomes.get(task));
  const header = { ...batch.header, planHash };
  return { ...startOfJournal({ header, inputs }, all), cached, remarks, movedAside };
}

/** The same batch again, whether or not it ended. */
async function resume(output: OutputFolder, earlier: EarlierBatch, batch: BatchToBegin): Promise<BatchStart> {
  const { inputs, verify, digests } = batch;
  const { replay, plan } = earlier;
  const wasOver = replay.ending === 'complete';
  const remade = await makeAgain(output, earlier, batch.effective);
  const { valid, damaged } = await stillValid(earlier, inputs, { failures: !wasOver, verify, digests });
  // A damaged journal is not continued: a new one replaces it, with everything that can still be believed.
  const isWhole = earlier.journal.damagedLines === 0;
  const isSameListing =
    replay.inputs.length === inputs.length &&
    inputs.every((input, task) => isListedAs(replay.inputs[task], input));
  // A batch that was stopped when all was done has to end properly once, or it would never count as complete.
  const isDone =
    wasOver && isSameListing && batch.republish !== true && valid.every((one) => one !== undefined);
  const files = replay.published && (isDone || digests) ? replay.publishedFiles : null;
  const changed = files === null ? [] : changedOutputs(output, files, digests);
  const notes = [...journalRemarks(earlier, output), ...remadeRemarks(remade), ...damagedRemarks(damaged)];
  if (isDone && files !== null && changed.length === 0) {
    const outcomes = valid.map((one) => one?.outcome);
    return { ...continuedStart(earlier, outcomes), nothingToDo: true, remarks: remadeRemarks(remade) };
  }
  makeFolders(output);
  removeUnfinished(output, batch);
  const outcomes = await keptOutcomes(output, earlier, valid);
  const open = { batch, tasks: openTasks(outcomes) };
  const { outcomes: taken, cached } = await takeFromOthers(output, plan.origin.earlier, open);
  const all = outcomes.map((outcome, task) => outcome ?? taken.get(task));
  const left = openTasks(all).length;
  const counts = { done: inputs.length - left, left };
  const remark =
    wasOver || !isSameListing ? continuedRemark(earlier, inputs, counts) : resumedRemark(earlier, counts);
  const remarks = [...notes, ...outputRemarks(changed), remark];
  const { planHash } = earlier.header;
  const header = { ...batch.header, ...(planHash === undefined ? {} : { planHash }) };
  const start =
    isSameListing && isWhole
      ? continuedStart(earlier, all, { taken, damaged })
      : startOfJournal({ header, inputs }, all);
  return { ...start, cached, remarks };
}

/** What has been read of some tasks already. `reused`: outcomes of earlier batches in this folder among them. */
async function takeFromOthers(
  output: OutputFolder,
  earlier: string | null,
  { batch, tasks }: { readonly batch: BatchToBegin; readonly tasks: readonly number[] },
): Promise<TakenOver & { readonly reused: number }> {
  const adopted = (await batch.adopt?.(tasks)) ?? new Map<number, Outcome>();
  const left = tasks.filter((task) => !adopted.has(task));
  const found = await takeOver(output, earlier, wantedOf(batch, left));
  return { ...found, outcomes: new Map([...adopted, ...found.outcomes]), reused: found.outcomes.size };
}

/** Writes the plan and the effective batch again if they are not what was written. Returns the names of what it wrote. */
async function makeAgain(
  output: OutputFolder,
  { remadePlan }: EarlierBatch,
  effective: string,
): Promise<readonly string[]> {
  const { root, plan, effectiveBatch } = output;
  const isSame = difference(digestOf(Buffer.from(effective)), digestOrNull(effectiveBatch)) === null;
  const texts = [
    { file: plan, text: remadePlan },
    { file: effectiveBatch, text: isSame ? null : effective },
  ];
  const made: string[] = [];
  for (const { file, text } of texts) {
    if (text === null) continue;
    // It may have been lost together with its folder.
    makeFolders(output);
    await writeDurably(file, [text]);
    made.push(path.relative(root, file));
  }
  return made;
}

/** A result is named after the number of its input: it gets another name if the input has another number now. */
async function keptOutcomes(
  output: OutputFolder,
  { plan: { plan } }: EarlierBatch,
  valid: readonly (StillValid | undefined)[],
): Promise<Outcomes> {
  const outcomes: Outcomes[number][] = [];
  for (const [task, one] of valid.entries()) {
    const known = one?.result ?? null;
    if (one?.outcome.kind !== 'succeeded' || known === null || isResultName(known.name, task)) {
      outcomes.push(one?.outcome);
      continue;
    }
    const { result, files } = await placeResult(known, plan.samples, { output, task });
    outcomes.push({ ...one.outcome, result, ...(files === null ? {} : { files }) });
  }
  return outcomes;
}

function wantedOf(
  { inputs, plan, header: { readerDetails }, verify }: BatchToBegin,
  tasks: readonly number[],
): Parameters<typeof takeOver>[2] {
  return { inputs, tasks, plan, readerDetails, verify };
}
