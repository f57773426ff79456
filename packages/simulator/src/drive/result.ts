import type { MachineModel } from '../machine/machine-model.ts';
import type { Phase } from '../machine/process.ts';
import { bestRate, type SimMachine, type SimTask, totalRate } from '../machine/sim-machine.ts';

/** The result of a simulated batch. */
export interface SimulationResult {
  /** Seconds from the start to the last settlement, including the time that lost tasks add. */
  readonly makespan: number;
  /** The high-water mark of all workers together, in bytes and as a share of the budget. */
  readonly highWaterMemory: number;
  readonly highWaterShare: number;
  readonly overBudgetSeconds: number;
  readonly oomKills: number;
  readonly swapSeconds: number;
  /** What was delivered, as a share of what could have been delivered until the end. */
  readonly utilisation: { readonly cores: number; readonly storage: number };
  readonly attempts: number;
  readonly requeues: number;
  readonly settled: number;
  /** Number of events passed to the scheduler. */
  readonly events: number;
  readonly processes: number;
  /** Process-seconds in each phase: how time was spent. */
  readonly phaseSeconds: Readonly<Record<Phase, number>>;
}

export interface RunCounts {
  readonly attempts: number;
  readonly requeues: number;
  readonly settled: number;
  readonly events: number;
  /** Tasks that no attempt completed. */
  readonly lost: readonly number[];
  /** Seconds before the first task could begin. */
  readonly headStart: number;
}

/**
 * Seconds of a task that has the machine to itself, on a new process. Lost tasks are executed like this, one after
 * another at the end, so that makespans of policies that lose tasks can be compared with others.
 */
function secondsAlone({ loadWork, computeSeconds, growth }: SimTask, machine: SimMachine): number {
  const { storage, process, memory } = machine;
  const slow = process.base + growth > memory.physical ? memory.swapSlowdown : 1;
  const load = storage.latency + loadWork / totalRate(storage, 1);
  return process.startSeconds + slow * (load + computeSeconds);
}

export function resultOf(
  model: MachineModel,
  given: { readonly machine: SimMachine; readonly tasks: readonly SimTask[] },
  counts: RunCounts,
): SimulationResult {
  const { machine, tasks } = given;
  const { figures } = model.flows;
  let makespan = counts.headStart + model.now;
  for (const task of counts.lost) {
    const work = tasks[task];
    if (work !== undefined) makespan += secondsAlone(work, machine);
  }
  const { attempts, requeues, settled, events } = counts;
  return {
    makespan,
    highWaterMemory: figures.highWaterMemory,
    highWaterShare: figures.highWaterMemory / machine.memory.budget,
    overBudgetSeconds: figures.overBudgetSeconds,
    oomKills: figures.oomKills,
    swapSeconds: figures.swapSeconds,
    utilisation: {
      cores: makespan === 0 ? 0 : figures.coreSeconds / (machine.cores.count * makespan),
      storage: makespan === 0 ? 0 : model.flows.loads.delivered / (bestRate(machine.storage) * makespan),
    },
    attempts,
    requeues,
    settled,
    events,
    processes: figures.processes,
    phaseSeconds: { ...figures.phaseSeconds },
  };
}
