import type { ProcessModel, SimMachine, StorageModel } from './sim-machine.ts';

/** `slowperm`: only many loads together reach its rate. `nasslow`: a share on a slow line. */
export type StorageName = 'nvme' | 'hdd' | 'nas' | 'slowperm' | 'nasslow';
export type MachineSize = '64c256g' | '8c32g';

const MB = 1e6;

const STORAGES: Readonly<Record<StorageName, StorageModel>> = {
  nvme: {
    kind: 'other',
    perLoad: 1200 * MB,
    latency: 0.002,
    seekBytes: 0,
    curve: [
      [1, 1200 * MB],
      [2, 2350 * MB],
      [4, 4300 * MB],
      [8, 6200 * MB],
      [16, 7000 * MB],
      [32, 7000 * MB],
      [64, 6900 * MB],
    ],
  },
  hdd: {
    kind: 'rotational',
    perLoad: 180 * MB,
    latency: 0.001,
    // 15 ms of the single arm.
    seekBytes: 0.015 * 180 * MB,
    curve: [
      [1, 180 * MB],
      [2, 150 * MB],
      [8, 90 * MB],
      [30, 60 * MB],
      [64, 45 * MB],
    ],
  },
  nas: {
    kind: 'network',
    perLoad: 110 * MB,
    latency: 0.008,
    seekBytes: 0,
    curve: [
      [1, 110 * MB],
      [6, 640 * MB],
      [10, 1060 * MB],
      [12, 1100 * MB],
      [30, 1100 * MB],
      [64, 900 * MB],
    ],
  },
  slowperm: {
    kind: 'network',
    perLoad: 25 * MB,
    latency: 0.03,
    seekBytes: 0,
    curve: [
      [1, 25 * MB],
      [48, 1200 * MB],
      [64, 1500 * MB],
    ],
  },
  nasslow: {
    kind: 'network',
    perLoad: 60 * MB,
    latency: 0.03,
    seekBytes: 0,
    curve: [
      [1, 60 * MB],
      [2, 110 * MB],
      [8, 112 * MB],
      [30, 100 * MB],
      [64, 70 * MB],
    ],
  },
};

const SIZES: Readonly<Record<MachineSize, { readonly cores: number; readonly memory: number }>> = {
  '64c256g': { cores: 64, memory: 256e9 },
  '8c32g': { cores: 8, memory: 32e9 },
};

/** A Node worker with a native reader in it. */
const WORKER: ProcessModel = {
  base: 60 * MB,
  startSeconds: 0.15,
  firstFileSeconds: 0.25,
  killSeconds: 0.05,
  leftoverShare: 0.02,
  leftoverMost: 40 * MB,
  rampShare: 0.2,
  rampRate: 1500 * MB,
};

/** Share of the physical memory that a batch may use. */
const BUDGET_SHARE = 0.9;

/** A machine of the comparison: storage, cores and memory. */
export function machinePreset(storage: StorageName, size: MachineSize): SimMachine {
  const { cores, memory } = SIZES[size];
  return {
    name: `${storage} ${size}`,
    storage: STORAGES[storage],
    cores: { count: cores, oversubscription: 0.02 },
    memory: { physical: memory, budget: BUDGET_SHARE * memory, oomShare: 1.1, swapSlowdown: 5 },
    process: WORKER,
    seats: Number.POSITIVE_INFINITY,
  };
}
