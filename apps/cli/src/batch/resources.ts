import type { Batch } from '@ballast/config';
import { cores, memoryBudget, memoryInUse, memoryLimit, storageKind } from '@ballast/profiler';
import {
  bytes,
  type Capacity,
  formatBytes,
  MIB,
  milliseconds,
  type StorageKind,
} from '@ballast/resource-model';
import { type MemoryGrowth, type MemoryPrior, type SchedulerConfig, startModels } from '@ballast/scheduler';
import type { ReaderName } from '../readers.ts';

export interface BatchResources {
  readonly config: SchedulerConfig;
  /** How the memory budget came about, for the journal and the report. */
  readonly budgetSource: string;
}

/** What is known of a reader before it has read anything. */
interface ReaderTraits {
  readonly prior: MemoryPrior;
  readonly growth: MemoryGrowth;
}

const TRAITS: Readonly<Record<ReaderName, ReaderTraits>> = {
  openfast: { prior: { overhead: bytes(90 * MIB), gamma: 1.5 }, growth: 'while-loading' },
  orcaflex: { prior: { overhead: bytes(90 * MIB), gamma: 3 }, growth: 'after-loading' },
};

/** From this size on an OpenFAST file is streamed, and a larger one needs no more memory. */
const OPENFAST_STREAMED = 64 * MIB;
/** Kept free for the coordinator itself: its heap, and what it does not know of. */
const COORDINATOR = 64 * MIB;
const KILL_GRACE = 5000;

/** The part of a file's size that its memory depends on. */
export function footprint(reader: ReaderName, size: number): number {
  return reader === 'openfast' ? Math.min(size, OPENFAST_STREAMED) : size;
}

/** Turns what the batch asks for and what this machine has into the scheduler's terms. */
export function batchResources(batch: Batch, inputDirectory: string): BatchResources {
  const { workers, timeout } = batch.resources;
  const { prior, growth } = TRAITS[batch.reader];
  const { capacity, source } = capacityOf(batch);
  return {
    config: {
      capacity,
      workers,
      loads: 'auto',
      policy: { kind: 'adaptive' },
      storage: storageClass(inputDirectory),
      memoryGrowth: growth,
      nativeThreads: 1,
      timeout,
      killGrace: milliseconds(KILL_GRACE),
      models: startModels(prior),
      seatsPerTask: 0,
    },
    budgetSource: source,
  };
}

function capacityOf({ resources: { memory } }: Batch): {
  readonly capacity: Capacity;
  readonly source: string;
} {
  const limit = memoryLimit();
  const all =
    memory.kind === 'size'
      ? memory.bytes
      : memoryBudget(limit, memoryInUse(), { share: memory.share, ours: bytes(process.memoryUsage.rss()) });
  const source =
    memory.kind === 'size'
      ? `${formatBytes(memory.bytes)}, as the batch says`
      : `${Math.round(memory.share * 100)} % of ${formatBytes(limit.bytes)} (${limit.source}), less what others use`;
  const mine = process.memoryUsage.rss() + COORDINATOR;
  return {
    capacity: {
      memory: bytes(Math.max(0, all - mine)),
      loadPermits: 64,
      corePermits: cores().usable,
      seats: Number.MAX_SAFE_INTEGER,
    },
    source,
  };
}

function storageClass(folder: string): StorageKind {
  const { kind } = storageKind(folder);
  return kind === 'rotational' || kind === 'network' ? kind : 'other';
}
