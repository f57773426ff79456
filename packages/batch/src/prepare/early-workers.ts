import type { Batch } from '@ballast/config';
import { createProcessTrees, type ProcessTrees } from '@ballast/profiler';
import type { Bytes } from '@ballast/resource-model';
import { SpareWorkers } from '@ballast/scheduler';
import { readerProgram } from '../worker/reader-program.ts';
import type { NamedReader } from '../worker/readers.ts';
import { netBound } from './net-bound.ts';
import type { BatchResources } from './resources.ts';

/** Worker processes that start while the batch is prepared, and what ends them. */
export interface EarlyWorkers {
  readonly trees: ProcessTrees;
  readonly spares: SpareWorkers;
}

interface StartOptions {
  readonly count: number;
  /** The memory that the system is to enforce; null for no hard limit. */
  readonly budget: Bytes | null;
  /** Of the batch, in lists of processes. */
  readonly shown: string;
}

/**
 * Starts processes that open `reader` at once. They hold no seat and open no input before they get an order. `trees`: of processes that
 * were started before and have ended; by default new ones.
 */
export function startWorkers(
  reader: NamedReader,
  { count, budget, shown }: StartOptions,
  trees: ProcessTrees = createProcessTrees({ memory: netBound(budget) }),
): EarlyWorkers {
  return { trees, spares: new SpareWorkers({ ...readerProgram(reader, shown), trees }, count) };
}

/** Who closes them: the batch that runs, or whoever prepared it if it does not run. */
export class WorkersInAdvance implements AsyncDisposable {
  #workers: EarlyWorkers | null;

  constructor(workers: EarlyWorkers | null) {
    this.#workers = workers;
  }

  /** From now on whoever calls this closes them; null for all but the first. */
  take(): EarlyWorkers | null {
    const workers = this.#workers;
    this.#workers = null;
    return workers;
  }

  /** The same processes for somebody else, who disposes of them. */
  handedOn(): WorkersInAdvance {
    return new WorkersInAdvance(this.take());
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const workers = this.take();
    await workers?.spares.close();
    await workers?.trees.close();
  }
}

/** What the system is to enforce; null if it is not to. */
export function enforced({ resources: { net } }: Batch, { config }: BatchResources): Bytes | null {
  return net === 'off' ? null : config.capacity.memory;
}
