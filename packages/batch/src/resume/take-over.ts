import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { missingPlan, type ReadPlan } from '@ballast/results-model';
import type { Outcome, WrittenFile } from '@ballast/scheduler/journal';
import { type OutputFolder, outputFolder } from '../folder/layout.ts';
import type { Input } from '../inputs/list.ts';
import { type Cached, checkedResult, derivedFrom, type Extracted } from '../worker/extract-input.ts';
import { findingsIn } from '../worker/findings.ts';
import { isReadFrom } from '../worker/results/stored-result.ts';
import { writeExtracted, writtenFiles } from '../worker/results/write-extracted.ts';
import { type CachedResult, isReadable, type WorkPlan } from '../worker/work-plan.ts';
import { type EarlierBatch, planIn, readEarlierBatch } from './earlier-batch.ts';
import { placeResult } from './place-result.ts';
import { type StillValid, stillValid } from './still-valid.ts';

/** What a batch takes over from earlier ones. */
export interface TakenOver {
  /** By task: results that were made from earlier ones without opening the input. */
  readonly outcomes: ReadonlyMap<number, Outcome>;
  /** By task: results that have a part of what the batch extracts. */
  readonly cached: ReadonlyMap<number, CachedResult>;
  /** Results, of both kinds, whose journal has no checksums. */
  readonly unchecked: number;
}

export interface Wanted {
  readonly inputs: readonly Input[];
  /** Tasks that have no outcome yet. */
  readonly tasks: readonly number[];
  readonly plan: WorkPlan;
  readonly readerDetails: Readonly<Record<string, string>>;
  readonly verify: boolean;
}

/** How many earlier batches are searched for results, the latest first. */
const MOST_EARLIER = 10;

/**
 * Takes results of unchanged inputs from the batches that were in this output folder before, if the same reader read them.
 * `earlier`: the folder of the latest of them, below the output folder. Skips whatever cannot be read there. Throws the
 * system's error if it cannot write.
 */
export async function takeOver(
  output: OutputFolder,
  earlier: string | null,
  wanted: Wanted,
): Promise<TakenOver> {
  const outcomes = new Map<number, Outcome>();
  const cached = new Map<number, CachedResult>();
  const unchecked = new Set<number>();
  for (const batch of usableBatches(output, earlier, wanted)) {
    const tasks = wanted.tasks.filter((task) => !outcomes.has(task) && !cached.has(task));
    const inputs = tasks.flatMap((task) => wanted.inputs[task] ?? []);
    const { valid } = await stillValid(batch, inputs, { failures: false, verify: wanted.verify });
    const relation = relationOf(batch.plan.plan, wanted.plan.plan);
    for (const [i, one] of valid.entries()) {
      const task = tasks[i];
      if (task === undefined || one === undefined || one.result === null) continue;
      if (relation === 'lacks') cached.set(task, { result: one.result, plan: batch.planFile });
      else {
        const outcome = await taken({ valid: one, batch, wanted, same: relation === 'same' }, output, task);
        if (outcome === null) continue;
        outcomes.set(task, outcome);
      }
      if (one.result.files === null) unchecked.add(task);
    }
  }
  return { outcomes, cached, unchecked: unchecked.size };
}

/** Whether results of one plan are results of the other, contain all that it needs, or lack something. */
function relationOf(before: ReadPlan, now: ReadPlan): 'same' | 'has-all' | 'lacks' {
  const { columns: _, ...asBefore } = before;
  const { columns: __, ...asNow } = now;
  if (isDeepStrictEqual(asBefore, asNow)) return 'same';
  return missingPlan(before, now) === null ? 'has-all' : 'lacks';
}

function* usableBatches(
  { root }: OutputFolder,
  earlier: string | null,
  { plan, readerDetails }: Wanted,
): Generator<EarlierBatch> {
  let folder = earlier;
  for (let count = 0; folder !== null && count < MOST_EARLIER; count += 1) {
    // The name comes from a file: it must not lead out of the output folder.
    const left = outputFolder(path.join(root, path.basename(folder)));
    const batch = readable(left);
    if (batch !== null && canBeUsed(batch, plan, readerDetails)) yield batch;
    folder = planIn(left.plan)?.origin.earlier ?? null;
  }
}

function readable(left: OutputFolder): EarlierBatch | null {
  try {
    return readEarlierBatch(left);
  } catch {
    return null;
  }
}

/** Whether this version can read its results, and would read the same values from the same files. */
export function canBeUsed(
  { header, plan: { origin, reader, settings } }: EarlierBatch,
  plan: WorkPlan,
  readerDetails: Wanted['readerDetails'],
): boolean {
  return (
    isReadable(origin.resultVersion) &&
    origin.inputs === plan.origin.inputs &&
    reader === plan.reader &&
    settings.logging === plan.settings.logging &&
    isDeepStrictEqual(header.readerDetails, readerDetails)
  );
}

interface ToTake {
  readonly valid: StillValid;
  readonly batch: EarlierBatch;
  readonly wanted: Wanted;
  readonly same: boolean;
}

/** Null if the earlier result turns out to be unusable: its files are checked whole. */
async function taken(
  { valid: { outcome, result: known }, batch, wanted, same }: ToTake,
  output: OutputFolder,
  task: number,
): Promise<Outcome | null> {
  if (known === null || outcome.kind !== 'succeeded') return null;
  const { plan } = wanted.plan;
  const cached = checkedResult(known, batch.plan.plan);
  const input = wanted.inputs[task];
  if (cached === null || input === undefined || !isReadFrom(cached.result, input)) return null;
  if (same) {
    const { result } = await placeResult(known, [...cached.samples.keys()], { output, task });
    return { ...outcome, result, files: filesOf(cached, result) };
  }
  const place = { file: output.result(task, 0), name: output.resultName(task, 0) };
  const derived = derivedOrNull(cached, plan);
  if (derived === null) return null;
  const files = await writeExtracted(derived, cached.result.source, place);
  return {
    kind: 'succeeded',
    retry: 'never',
    result: place.name,
    files,
    ...findingsIn(derived.result, plan),
  };
}

function filesOf({ written, samples }: Cached, name: string): readonly WrittenFile[] {
  return writtenFiles(name, written, new Map([...samples].map(([table, one]) => [table, one.written])));
}

/** Null for a file that is a result in name only. */
function derivedOrNull(cached: Cached, plan: ReadPlan): Extracted | null {
  try {
    return derivedFrom(cached, plan);
  } catch {
    return null;
  }
}
