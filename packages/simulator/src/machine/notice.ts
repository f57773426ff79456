import type { MemoryGrowth } from '@ballast/scheduler';
import type { Process } from './process.ts';
import type { SimTask } from './sim-machine.ts';

export type Notice =
  /** The process is there and asks for its file. */
  | 'up'
  | 'report'
  | 'loaded'
  | 'settled-in'
  | 'ended'
  /** Killed by the machine, which had no memory left, or as it was told. */
  | 'out-of-memory'
  | 'killed';

export interface MachineOptions {
  readonly growth: MemoryGrowth;
  /** Seconds between two reports of a load; a pause is heard only then. Infinite: no reports, pauses are heard at once. */
  readonly reportEvery: number;
  /** Told in the order of what happens, with the process as it is then; it may order anything of the machine at once. */
  readonly tell: (notice: Notice, process: Process) => void;
}

export interface Order {
  readonly task: number;
  readonly attempt: number;
  readonly work: SimTask;
  /** It may compute as soon as it is loaded. */
  readonly granted: boolean;
}
