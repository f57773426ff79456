import {
  computeTimeModel,
  highWaterModel,
  loadRateModel,
  measuredCoverage,
  scalabilityModel,
} from '@ballast/resource-model';
import { type Models, startLoadTime } from '@ballast/scheduler';

const VERSION = 2;

/** The models of a record, as stored in the history file. */
export interface StoredModels extends Models {
  readonly version: typeof VERSION;
}

export function storedModels(models: Models): StoredModels {
  const { memory, compute, loadTime, loadRate, scalability, coverage } = models;
  return { version: VERSION, memory, compute, loadTime, loadRate, scalability, coverage };
}

export interface ParsedModels {
  /** Null when nothing can be used: another version, or no sound memory model, which the others are nothing without. */
  readonly models: Models | null;
  /** Names of the models that are damaged; all but memory are replaced by ones that have seen nothing. */
  readonly damaged: readonly string[];
}

export function parseModels(stored: unknown): ParsedModels {
  if (typeof stored !== 'object' || stored === null) return { models: null, damaged: ['models'] };
  const parts = stored as Partial<Record<keyof StoredModels, unknown>>;
  // Models of earlier versions knew less about files than these.
  if (typeof parts.version === 'number' && parts.version > 0 && parts.version < VERSION)
    return { models: null, damaged: [] };
  if (parts.version !== VERSION) return { models: null, damaged: ['version'] };
  const memory = highWaterModel.parse(parts.memory);
  const compute = computeTimeModel.parse(parts.compute);
  const loadRate = loadRateModel.parse(parts.loadRate);
  const scalability = scalabilityModel.parse(parts.scalability);
  const damaged = Object.entries({ memory, compute, loadRate, scalability }).flatMap(([name, model]) =>
    model === null ? [name] : [],
  );
  if (memory === null) return { models: null, damaged };
  const models = {
    memory,
    compute: compute ?? computeTimeModel.start(),
    // Earlier versions did not learn it.
    loadTime: computeTimeModel.parse(parts.loadTime) ?? startLoadTime(),
    loadRate: loadRate ?? loadRateModel.start(),
    scalability: scalability ?? scalabilityModel.start(),
    coverage: measuredCoverage.parse(parts.coverage) ?? measuredCoverage.start(),
  };
  return { models, damaged };
}
