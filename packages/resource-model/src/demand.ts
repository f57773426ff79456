import type { Bytes, Milliseconds } from './quantity.ts';

/** What a task is expected to need. */
export interface Demand {
  /** High-water mark of the worker's resident set while it has this task. */
  readonly memory: Bytes;
  /** Concurrent storage-bound loads it takes while loading. */
  readonly loadPermits: number;
  /** Cores it keeps busy while computing. */
  readonly corePermits: number;
  /** Licence entitlements it holds from start to settlement. */
  readonly seats: number;
  /** Where the numbers come from. */
  readonly source: 'declared' | 'estimated' | 'default';
}

/** What was measured of one worker process, from outside. */
export interface Usage {
  /** Pages in memory now. */
  readonly resident: Bytes;
  /** Largest resident set seen since the process started; null where the system does not tell. */
  readonly highWater: Bytes | null;
  /** User plus system CPU time since the process started. */
  readonly cpuTime: Milliseconds;
  /** Bytes read by system calls since the process started; null where the system does not tell. */
  readonly bytesRead: Bytes | null;
}

/** What may be used. */
export interface Capacity {
  readonly memory: Bytes;
  readonly loadPermits: number;
  readonly corePermits: number;
  readonly seats: number;
}
