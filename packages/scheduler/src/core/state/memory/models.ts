import {
  type Bytes,
  bytes,
  type Capacity,
  type ComputeTimeState,
  type CoverageState,
  computeTimeModel,
  type HighWaterState,
  highWaterModel,
  type LoadPermitSearchState,
  type LoadRateState,
  loadPermitSearch,
  loadRateModel,
  type MemoryFacts,
  measuredCoverage,
  type ScalabilityState,
  type StorageKind,
  scalabilityModel,
} from '@ballast/resource-model';

/** What is learned while a batch runs, and kept for the next one. */
export interface Models {
  readonly memory: HighWaterState;
  readonly compute: ComputeTimeState;
  /** How long a file took to load, by its size: a storage rate alone would blame storage for whatever slowed a load down. */
  readonly loadTime: ComputeTimeState;
  readonly loadRate: LoadRateState;
  readonly scalability: ScalabilityState;
  /** How far memory exceeds what was expected of it. */
  readonly coverage: CoverageState;
}

/** Before anything is known: `overhead + gamma x footprint` bytes of memory. */
export interface MemoryPrior {
  readonly overhead: Bytes;
  readonly gamma: number;
}

/** Before anything is known: milliseconds to open a file, and per gigabyte of it. */
const LOAD_PRIOR = { base: 3, perGigabyte: 500 };

/** A model of load times that has seen nothing. */
export function startLoadTime(): ComputeTimeState {
  return computeTimeModel.start(LOAD_PRIOR);
}

/** Models that have seen nothing. */
export function startModels(prior: MemoryPrior): Models {
  return {
    memory: highWaterModel.start({ base: prior.overhead, gamma: prior.gamma }),
    compute: computeTimeModel.start(),
    loadTime: startLoadTime(),
    loadRate: loadRateModel.start(),
    scalability: scalabilityModel.start(),
    coverage: measuredCoverage.start(),
  };
}

/** More loads than any storage serves well. */
export const MOST_LOADS = 64;

/**
 * Loads to begin with unless the storage is known to rotate: most storage of today serves this many well. A machine with
 * fewer cores begins with one a core: on a disk with one arm a short batch would end before the search has come down.
 */
const FIRST_LOADS = 12;

/** Starts the search for the number of loads: where earlier batches ended, else by the kind of storage. */
export function startSearch(
  models: Pick<Models, 'loadRate'>,
  storage: StorageKind,
  { loadPermits: most, corePermits: cores }: Pick<Capacity, 'loadPermits' | 'corePermits'>,
): LoadPermitSearchState {
  const known = loadRateModel.bestPermits(models.loadRate);
  const permits = known ?? (storage === 'rotational' ? 1 : Math.min(FIRST_LOADS, cores));
  return loadPermitSearch.start({ storage, maxPermits: Math.max(1, Math.min(MOST_LOADS, most)), permits });
}

/** Loads at first on a kind of storage with which no earlier batch has any experience. */
export function firstLoads(storage: StorageKind, cores: number): number {
  const capacity = { loadPermits: MOST_LOADS, corePermits: cores };
  return startSearch({ loadRate: loadRateModel.start() }, storage, capacity).permits;
}

/** Completed attempts after which the memory model is trusted without a probe. */
export const ENOUGH_SAMPLES = 3;
/** The first task is given this many times the growth of the prior. */
const COLD_FACTOR = 4;

/** What is held lies this share of the way from the expected to the upper value of the line: usage is watched anyway. */
const MARGIN = 0.5;

export interface MemoryForecast {
  readonly expected: Bytes;
  /** What to hold of the budget at first; it follows what is measured. */
  readonly hold: Bytes;
  /** Nine tenths of the attempts stay below it, as soon as enough were measured to know. */
  readonly upper: Bytes;
}

/** Predicted high-water mark. A model without any sample holds four times the growth of its prior. */
export function predictMemory(models: Models, facts: MemoryFacts): MemoryForecast {
  const { memory, coverage } = models;
  const { expected, upper: ofLine, spread } = highWaterModel.predict(memory, facts);
  const quantile = measuredCoverage.quantile(coverage);
  const upper = quantile === null ? ofLine : bytes(expected + Math.max(0, quantile) * spread);
  if (memory.count > 0) return { expected, hold: bytes(expected + MARGIN * (ofLine - expected)), upper };
  const cold = memory.base + COLD_FACTOR * memory.gamma * ((facts.held ?? facts.size) + (facts.arrays ?? 0));
  return { expected, hold: bytes(Math.max(cold, upper)), upper };
}
