import {
  type Bytes,
  bytes,
  type Capacity,
  type ComputeTimeState,
  computeTimeModel,
  type HighWaterState,
  highWaterModel,
  type LoadPermitSearchState,
  type LoadRateState,
  loadPermitSearch,
  loadRateModel,
  type ScalabilityState,
  type StorageKind,
  scalabilityModel,
} from '@ballast/resource-model';

/** Everything that is learned while a batch runs, and kept from one batch to the next. */
export interface Models {
  readonly memory: HighWaterState;
  readonly compute: ComputeTimeState;
  readonly loadRate: LoadRateState;
  readonly scalability: ScalabilityState;
}

/** Before anything is known: `overhead + gamma x footprint` bytes of memory. */
export interface MemoryPrior {
  readonly overhead: Bytes;
  readonly gamma: number;
}

/** Models that have seen nothing. */
export function startModels(prior: MemoryPrior): Models {
  return {
    memory: highWaterModel.start({ base: prior.overhead, gamma: prior.gamma }),
    compute: computeTimeModel.start(),
    loadRate: loadRateModel.start(),
    scalability: scalabilityModel.start(),
  };
}

/** More loads than any storage serves well. */
const MOST_LOADS = 64;

/**
 * Loads to begin with where the storage is not known to turn: most storage of today serves so many well. Few cores need no more
 * than there are: a short batch on a disk with one arm is over before the search has come back from more.
 */
const FIRST_LOADS = 12;

/** Where the search for the number of loads begins: where earlier batches ended, else by the kind of storage. */
export function startSearch(
  models: Models,
  storage: StorageKind,
  { loadPermits: most, corePermits: cores }: Pick<Capacity, 'loadPermits' | 'corePermits'>,
): LoadPermitSearchState {
  const known = loadRateModel.bestPermits(models.loadRate);
  const permits = known ?? (storage === 'rotational' ? 1 : Math.min(FIRST_LOADS, cores));
  return loadPermitSearch.start({ storage, maxPermits: Math.max(1, Math.min(MOST_LOADS, most)), permits });
}

/** Completed attempts from which on the memory model is believed without a probe. */
export const ENOUGH_SAMPLES = 3;
/** A first task is given so many times what the prior says. */
const COLD_FACTOR = 4;

/** Share of the way from what is expected to the upper value that is reserved: what a task really takes is watched. */
const MARGIN = 0.5;

/** Predicted high-water mark: `expected`, and what to reserve. A model without any sample reserves four times its prior's growth. */
export function predictMemory(
  models: Models,
  footprint: number,
): { readonly expected: Bytes; readonly reserve: Bytes } {
  const { memory } = models;
  const prediction = highWaterModel.predict(memory, { size: footprint });
  if (memory.count > 0) {
    const margin = MARGIN * (prediction.upper - prediction.expected);
    return { expected: prediction.expected, reserve: bytes(prediction.expected + margin) };
  }
  const cold = memory.base + COLD_FACTOR * memory.gamma * footprint;
  return { expected: prediction.expected, reserve: bytes(Math.max(cold, prediction.upper)) };
}
