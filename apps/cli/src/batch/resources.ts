import type { Batch } from '@ballast/config';
import { cores, memoryInUse, memoryLimit } from '@ballast/profiler';
import { type Bytes, bytes, MIB, milliseconds } from '@ballast/resource-model';
import type { SchedulerConfig } from '@ballast/scheduler';
import type { ReaderName } from '../readers.ts';

export interface BatchResources {
  readonly config: SchedulerConfig;
  /** How the memory budget came about, for the journal and the report. */
  readonly budgetSource: string;
}

/** What a worker of each reader is expected to hold until it is known better: `overhead + gamma x footprint`. */
const MEMORY_PRIOR: Readonly<Record<ReaderName, { readonly overhead: Bytes; readonly gamma: number }>> = {
  openfast: { overhead: bytes(110 * MIB), gamma: 1.5 },
  orcaflex: { overhead: bytes(110 * MIB), gamma: 3 },
};

/** From this size on an OpenFAST file is streamed, and a larger one needs no more memory. */
const OPENFAST_STREAMED = 64 * MIB;

/** The part of a file's size that its memory depends on. */
export function footprint(reader: ReaderName, size: number): number {
  return reader === 'openfast' ? Math.min(size, OPENFAST_STREAMED) : size;
}

/** Turns what the batch asks for and what this machine has into the scheduler's terms. */
export function batchResources(batch: Batch): BatchResources {
  const { memory, workers, timeout } = batch.resources;
  const limit = memoryLimit();
  const budget =
    memory.kind === 'size'
      ? { bytes: memory.bytes, source: 'given as a size' }
      : shareOf(memory.share, limit);
  return {
    config: {
      capacity: {
        memory: budget.bytes,
        loadPermits: Number.MAX_SAFE_INTEGER,
        corePermits: cores().usable,
        seats: Number.MAX_SAFE_INTEGER,
      },
      workers,
      timeout,
      killGrace: milliseconds(5000),
      memoryPrior: MEMORY_PRIOR[batch.reader],
      seatsPerTask: 0,
    },
    budgetSource: budget.source,
  };
}

/** A share of the limit, less what others hold already. */
function shareOf(
  share: number,
  limit: { readonly bytes: Bytes; readonly source: string },
): { bytes: Bytes; source: string } {
  const inUse = memoryInUse();
  const free = Math.max(0, limit.bytes - inUse);
  return {
    bytes: bytes(Math.min(share * limit.bytes, Math.max(free, 0.1 * limit.bytes))),
    source: `${Math.round(share * 100)} % of ${limit.source}`,
  };
}
