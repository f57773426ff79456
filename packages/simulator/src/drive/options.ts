import type {
  Command,
  LimitPolicy,
  MemoryGrowth,
  MemoryPrior,
  SchedulerConfig,
  SchedulerEvent,
  SchedulerState,
} from '@ballast/scheduler';
import type { SimMachine, SimTask } from '../machine/sim-machine.ts';

export interface SimulationOptions {
  readonly tasks: readonly SimTask[];
  readonly machine: SimMachine;
  readonly policy: LimitPolicy;
  /** The scheduler's estimate before the first observation. */
  readonly prior: MemoryPrior;
  readonly growth: MemoryGrowth;
  /** Overrides the configuration derived from the options above. */
  readonly config?: Partial<SchedulerConfig>;
  /** What the scheduler uses instead of the file sizes. */
  readonly footprints?: Float64Array;
  /** The task that comes first among those of about the same size; 0 if absent. */
  readonly first?: number;
  /** Seconds between two measurements of the workers; `contendedTickEvery` applies while memory may run short. */
  readonly tickEvery?: number;
  readonly contendedTickEvery?: number;
  /** No measurement, and no report, follows the one before sooner than this share of the time that has passed; 0 if absent. */
  readonly leastShare?: number;
  /** Seconds between two reports of a load; infinite for none. */
  readonly reportEvery?: number;
  /** Seconds. A worker that needs no answer does not report loads shorter than this. */
  readonly shortLoad?: number;
  /** Workers started one after the other before anything else, and the seconds that each start takes. */
  readonly eager?: { readonly workers: number; readonly secondsEach: number };
  /** Called for every transition, to inspect a simulation. */
  readonly watch?: (state: SchedulerState, event: SchedulerEvent, commands: readonly Command[]) => void;
}
