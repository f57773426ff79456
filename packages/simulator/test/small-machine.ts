import { bytes } from '@ballast/resource-model';
import type { SimulationOptions } from '../src/drive/simulate.ts';
import type { SimMachine, SimTask } from '../src/machine/sim-machine.ts';

/** Sizes in tests are in MB, so that the scheduler's own constants in bytes are small in comparison. */
export const MB = 1e6;

export interface Parts {
  readonly storage?: Partial<SimMachine['storage']>;
  readonly cores?: Partial<SimMachine['cores']>;
  readonly memory?: Partial<SimMachine['memory']>;
  readonly process?: Partial<SimMachine['process']>;
  readonly seats?: number;
}

/** A machine that can be calculated by hand: two cores, 10 MB a second, and no other costs. */
export function smallMachine({ storage, cores, memory, process, seats }: Parts = {}): SimMachine {
  return {
    name: 'small',
    storage: { kind: 'other', curve: [[1, 10 * MB]], perLoad: 10 * MB, latency: 0, seekBytes: 0, ...storage },
    cores: { count: 2, oversubscription: 0, ...cores },
    memory: { physical: 1e12, budget: 1e12, oomShare: 1.1, swapSlowdown: 2, ...memory },
    process: {
      base: 0,
      startSeconds: 0,
      killSeconds: 0,
      leftoverShare: 0,
      leftoverMost: 0,
      rampShare: 0.5,
      rampRate: 1e12,
      ...process,
    },
    seats: seats ?? Number.POSITIVE_INFINITY,
  };
}

/** Loads `size` MB, computes `computeSeconds`, and needs `growth` MB of memory. */
export function file(size: number, computeSeconds = 0, growth = 0): SimTask {
  return { bytes: size * MB, loadWork: size * MB, computeSeconds, growth: growth * MB };
}

export function batch(
  tasks: readonly SimTask[],
  machine: SimMachine,
  change: Partial<SimulationOptions> = {},
): SimulationOptions {
  return {
    tasks,
    machine,
    policy: { kind: 'adaptive' },
    prior: { overhead: bytes(0), gamma: 1 },
    growth: 'while-loading',
    ...change,
  };
}
