import { machineId } from '@ballast/profiler';
import {
  computeTimeModel,
  isFault,
  type LoadRateState,
  loadRateModel,
  scalabilityModel,
} from '@ballast/resource-model';
import type { Models } from '@ballast/scheduler';
import { type HistoryRecord, readHistory, writeHistory } from './history-file.ts';
import { historyFile, historyFolder } from './history-folder.ts';
import { lastStart, type Makespan, parseMakespans } from './makespan.ts';
import { parseModels, storedModels } from './stored-models.ts';

/** Makespans that are kept for one machine, reader and plan. */
const MOST_MAKESPANS = 20;

export interface HistoryKey {
  /** The reader with its version: both change what a file costs. */
  readonly readerKey: string;
  /** A hash of the read plan: what is extracted. */
  readonly planKey: string;
}

export interface LoadedModels {
  /** What earlier batches on this machine taught; null if there is nothing to use. */
  readonly models: Models | null;
  /** Of batches with this plan, oldest first, at most 20. */
  readonly makespans: readonly Makespan[];
  /** Of batches with this reader and any plan, oldest first. */
  readonly ofReader: readonly Makespan[];
  /** Which part of the history is ignored, and why. */
  readonly warning: string | null;
}

export interface BatchLearned extends HistoryKey {
  /** The models at the end of the batch, which began with those of its start. */
  readonly models: Models;
  /** Null if the batch did not run as a whole. */
  readonly makespan: Makespan | null;
}

/**
 * What earlier batches with this reader on this machine taught. Memory depends on the files and on what is known of them, not on
 * the plan as such: its model is that of the newest batch with any plan, which began with all that was known before. Computing
 * time and scaling depend on the plan, and start from nothing with one that is new here. So do the rates that loads reached: with
 * other work beside them they were others, and a new plan begins with the best that the storage ever delivered. Never rejects.
 */
export async function loadModels(
  { readerKey, planKey }: HistoryKey,
  folder: string = historyFolder(process.env, process.platform),
): Promise<LoadedModels> {
  const { history, warning } = await readHistory(folder);
  const machine = machineId();
  const ours = history.records.filter((record) => record.machine === machine && record.reader === readerKey);
  const same = ours.find((record) => record.plan === planKey);
  const makespans = parseMakespans(same?.makespans ?? []);
  const warnings = warning === null ? [] : [warning];
  let own: Models | null = null;
  if (same !== undefined) {
    const { models, damaged } = parseModels(same.models);
    if (damaged.length > 0) warnings.push(damagedText(folder, same, damaged));
    own = models;
  }
  const ofReader = parseMakespans(ours.flatMap((record) => record.makespans));
  const models = joinedModels(own, newestModels(ours, same));
  return { models, makespans, ofReader, warning: joined(warnings) };
}

/**
 * Replaces the models of this machine, reader and plan, and appends the makespan. If the history cannot be written, the next
 * batch starts with less knowledge, but this one loses nothing: returns a warning, or null.
 */
export async function saveModels(
  { readerKey, planKey, models, makespan }: BatchLearned,
  folder: string = historyFolder(process.env, process.platform),
): Promise<string | null> {
  const machine = machineId();
  const { history } = await readHistory(folder);
  const earlier = history.records.find(
    (record) => record.machine === machine && record.reader === readerKey && record.plan === planKey,
  );
  const added = makespan === null ? [] : [makespan];
  const makespans = [...parseMakespans(earlier?.makespans ?? []), ...added].slice(-MOST_MAKESPANS);
  const record = { machine, reader: readerKey, plan: planKey, models: storedModels(models), makespans };
  try {
    await writeHistory(folder, { records: [record] });
    return null;
  } catch (error) {
    if (isFault(error)) return error.hint === undefined ? error.message : `${error.message}; ${error.hint}`;
    throw error;
  }
}

/** The models of the newest batch with this reader; those of this plan if no other is newer. */
function newestModels(records: readonly HistoryRecord[], same: HistoryRecord | undefined): Models | null {
  const rising = records
    .map((record) => ({ record, at: lastStart(parseMakespans(record.makespans)) }))
    // Not b.at - a.at: two records without makespans are both at -Infinity, and their difference is NaN.
    .sort((a, b) =>
      a.at === b.at ? Number(b.record === same) - Number(a.record === same) : a.at < b.at ? 1 : -1,
    );
  for (const { record } of rising) {
    const { models } = parseModels(record.models);
    if (models !== null) return models;
  }
  return null;
}

function joinedModels(own: Models | null, newest: Models | null): Models | null {
  if (newest === null) return null;
  const { memory, coverage } = newest;
  const compute = own?.compute ?? computeTimeModel.start();
  const scalability = own?.scalability ?? scalabilityModel.start();
  const loadTime = own !== null && own.loadTime.count > 0 ? own.loadTime : newest.loadTime;
  return { memory, coverage, compute, scalability, loadTime, loadRate: joinedRates(own, newest) };
}

/** The rates of this plan, if it has any. The storage is the same for all plans: it is as fast as it ever was with any of them. */
function joinedRates(own: Models | null, { loadRate: newest }: Models): LoadRateState {
  const hasOwn = own?.loadRate.cells.some(({ weight }) => weight > 0) === true;
  const rates = hasOwn ? own.loadRate : loadRateModel.forOtherWork(newest);
  const delivered = { bytesPerSecond: newest.fastest, seconds: 1 };
  return loadRateModel.forNextBatch(loadRateModel.deliver(rates, delivered));
}

function damagedText(folder: string, { plan }: HistoryRecord, damaged: readonly string[]): string {
  return `in ${historyFile(folder)}, ${damaged.join(', ')} of the record for plan ${plan} cannot be used and is ignored`;
}

function joined(warnings: readonly string[]): string | null {
  return warnings.length === 0 ? null : warnings.join('; ');
}
