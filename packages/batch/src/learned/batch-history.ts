import { machineId } from '@ballast/profiler';
import { computeTimeModel, isFault, scalabilityModel } from '@ballast/resource-model';
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
 * What earlier batches with this reader and plan on this machine taught. A plan that is new here gets the memory and load
 * models of the newest other plan with the same reader, which depend on the files and the storage; computing time and
 * scaling depend on the plan and start from nothing. Never rejects.
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
  if (same !== undefined) {
    const { models, damaged } = parseModels(same.models);
    if (damaged.length > 0) warnings.push(damagedText(folder, same, damaged));
    if (models !== null) return { models, makespans, warning: joined(warnings) };
  }
  return { models: modelsOfOtherPlan(ours, planKey), makespans, warning: joined(warnings) };
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

function modelsOfOtherPlan(records: readonly HistoryRecord[], planKey: string): Models | null {
  const others = records
    .filter((record) => record.plan !== planKey)
    .map((record) => ({ record, at: lastStart(parseMakespans(record.makespans)) }))
    // Not b.at - a.at: two records without makespans are both at -Infinity, and their difference is NaN.
    .sort((a, b) => (a.at === b.at ? 0 : a.at < b.at ? 1 : -1));
  for (const { record } of others) {
    const { models } = parseModels(record.models);
    if (models === null) continue;
    const { memory, loadRate, coverage } = models;
    return {
      memory,
      loadRate,
      coverage,
      compute: computeTimeModel.start(),
      scalability: scalabilityModel.start(),
    };
  }
  return null;
}

function damagedText(folder: string, { plan }: HistoryRecord, damaged: readonly string[]): string {
  return `in ${historyFile(folder)}, ${damaged.join(', ')} of the record for plan ${plan} cannot be used and is ignored`;
}

function joined(warnings: readonly string[]): string | null {
  return warnings.length === 0 ? null : warnings.join('; ');
}
