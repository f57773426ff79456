import type { Bytes, Milliseconds } from './quantity.ts';

/** Measurements of one worker process, taken from outside. */
export interface Usage {
  /** Pages in memory now. */
  readonly resident: Bytes;
  /** Largest resident set since the process started; null if the system does not report it. */
  readonly highWater: Bytes | null;
  /** User plus system CPU time since the process started. */
  readonly cpuTime: Milliseconds;
  /** Bytes read by system calls since the process started; null if the system does not report them. */
  readonly bytesRead: Bytes | null;
  /** A signal, a debugger or an administrator has stopped the process; absent if not, or if the system does not report it. */
  readonly stopped?: true;
}

/** The resources that may be used. */
export interface Capacity {
  readonly memory: Bytes;
  readonly loadPermits: number;
  readonly corePermits: number;
  readonly seats: number;
}
