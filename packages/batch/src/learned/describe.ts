import { computeTimeModel, highWaterModel, loadRateModel } from '@ballast/resource-model';
import type { Models } from '@ballast/scheduler';
import type { HistoryRecord } from './history-file.ts';
import { type Makespan, parseMakespans } from './makespan.ts';
import { parseModels } from './stored-models.ts';

const GIGABYTE = 1e9;

/** A record for people and programs; units are in the names. */
export interface RecordFacts {
  readonly machine: string;
  readonly thisMachine: boolean;
  readonly reader: string;
  readonly plan: string;
  /** At most the last 20, oldest first. */
  readonly makespans: readonly Makespan[];
  /** A worker needs `baseBytes + bytesPerFileByte x size`; null if no file has been completed. */
  readonly memory: {
    readonly baseBytes: number;
    readonly bytesPerFileByte: number;
    readonly files: number;
  } | null;
  readonly compute: {
    readonly baseSeconds: number;
    readonly secondsPerGigabyte: number;
    readonly files: number;
  } | null;
  /** The number of concurrent loads at which the storage was fastest, with its rate. */
  readonly loads: { readonly best: number; readonly bytesPerSecond: number } | null;
  /** Names of the models that are damaged and would not be used. */
  readonly damaged: readonly string[];
}

export function describeRecord(record: HistoryRecord, machine: string): RecordFacts {
  const { models, damaged } = parseModels(record.models);
  return {
    machine: record.machine,
    thisMachine: record.machine === machine,
    reader: record.reader,
    plan: record.plan,
    makespans: parseMakespans(record.makespans),
    memory: models === null ? null : memoryFacts(models),
    compute: models === null ? null : computeFacts(models),
    loads: models === null ? null : loadFacts(models),
    damaged,
  };
}

// Both models are straight lines, so two predictions describe them completely.

function memoryFacts({ memory }: Models): RecordFacts['memory'] {
  if (memory.count === 0) return null;
  const base = highWaterModel.predict(memory, { size: 0 }).expected;
  const gigabyte = highWaterModel.predict(memory, { size: GIGABYTE }).expected;
  return { baseBytes: base, bytesPerFileByte: (gigabyte - base) / GIGABYTE, files: memory.count };
}

function computeFacts({ compute }: Models): RecordFacts['compute'] {
  if (compute.count === 0) return null;
  const base = computeTimeModel.predict(compute, { size: 0 }).expected;
  const gigabyte = computeTimeModel.predict(compute, { size: GIGABYTE }).expected;
  return { baseSeconds: base / 1000, secondsPerGigabyte: (gigabyte - base) / 1000, files: compute.count };
}

function loadFacts({ loadRate }: Models): RecordFacts['loads'] {
  const best = loadRateModel.bestPermits(loadRate);
  const rate = best === null ? null : loadRateModel.rateAt(loadRate, best);
  return best === null || rate === null ? null : { best, bytesPerSecond: rate };
}
