import type { MemoryGrowth } from '@ballast/scheduler';
import type { Process } from './process.ts';
import type { SimTask } from './sim-machine.ts';

export type Notice =
  /** The process has started and requests its file. */
  | 'up'
  | 'report'
  | 'loaded'
  | 'settled-in'
  | 'ended'
  /** Killed by the machine, which ran out of memory, or killed on request. */
  | 'out-of-memory'
  | 'killed';

export interface MachineOptions {
  readonly growth: MemoryGrowth;
  /**
   * Seconds between two reports of a load; a pause takes effect only at a report. Infinite: no reports, pauses take
   * effect at once.
   */
  readonly reportEvery: number;
  /** No report follows the one before sooner than this share of the time that has passed; 0 if absent. */
  readonly leastShare?: number;
  /**
   * Called in the order of events, with the process in its state at that time; it may give the machine any order at
   * once.
   */
  readonly notify: (notice: Notice, process: Process) => void;
}

export interface Order {
  readonly task: number;
  readonly attempt: number;
  readonly work: SimTask;
  /** It may compute as soon as it is loaded. */
  readonly granted: boolean;
  /** Bytes that it may read; null, or absent, for all. */
  readonly credit?: number | null;
}
