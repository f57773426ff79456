import { bytes, DIGITALMODEL_SIZE_TABLE, sizeTable } from '@ballast/resource-model';
import type { LimitPolicy, MemoryGrowth } from '@ballast/scheduler';
import type { SimulationResult } from '../drive/result.ts';
import { type SimulationOptions, simulate } from '../drive/simulate.ts';
import type { SimMachine } from '../machine/sim-machine.ts';
import type { Scenario } from '../scenario/scenario-tasks.ts';

export type ComparedPolicy =
  | 'adaptive'
  | 'fixed 30'
  | 'fixed 15'
  | 'best fixed'
  | 'size table'
  | 'oppnda'
  | 'memfree';

/** The subject of a simulation: one batch on one machine. */
export interface Case {
  readonly scenario: Scenario;
  readonly machine: SimMachine;
  readonly growth: MemoryGrowth;
  /** Factor by which the prior is wrong. */
  readonly wrong: number;
}

/** Seconds that the published baseline takes to start each configured worker, one after the other. */
export const EAGER_START = 0.189;

/** Numbers of workers to choose from in hindsight. */
const FIXED_NUMBERS = [1, 2, 3, 4, 6, 8, 12, 16, 24, 30, 45, 64];
/** Seconds between measurements: policies that ignore measurements need few, the others measure once a second. */
const SELDOM = 20;
const ONCE_A_SECOND = 1;
/** The interval of the real engine while memory may run short. */
const CONTENDED = 0.05;

/** Policies whose decisions depend on their estimate of memory. */
export const USES_PRIOR: ReadonlySet<ComparedPolicy> = new Set(['adaptive', 'oppnda', 'memfree']);

/**
 * Simulates one policy on one batch. Workers of `fixed 30`, `fixed 15` and `size table` are started eagerly, as in the
 * originals; `best fixed` is the best of twelve numbers chosen in hindsight, with workers on demand. `memfree` admits
 * while the mean file would fit, up to the number of cores.
 */
export function runPolicy(policy: ComparedPolicy, given: Case): SimulationResult {
  const { scenario, machine } = given;
  switch (policy) {
    case 'adaptive':
      return simulate({ ...options(given, { kind: 'adaptive' }), contendedTickEvery: CONTENDED });
    case 'fixed 30':
      return eager(given, 30);
    case 'fixed 15':
      return eager(given, 15);
    case 'size table':
      return eager(given, sizeTable(meanSize(scenario), DIGITALMODEL_SIZE_TABLE));
    case 'best fixed':
      return bestFixed(given);
    case 'oppnda': {
      const gamma = given.wrong * scenario.gamma;
      return simulate(unreported(given, { kind: 'oppnda', knobs: { gamma } }));
    }
    case 'memfree': {
      const free = machine.process.base + given.wrong * scenario.gamma * meanSize(scenario);
      return simulate(unreported(given, { kind: 'memfree', free, workers: machine.cores.count }));
    }
  }
}

function options({ scenario, machine, growth, wrong }: Case, policy: LimitPolicy): SimulationOptions {
  const prior = { overhead: bytes(machine.process.base), gamma: wrong * scenario.gamma };
  return { tasks: scenario.tasks, machine, policy, prior, growth };
}

/** Loads report nothing, since these policies would ignore the reports. */
function unreported(given: Case, policy: LimitPolicy): SimulationOptions {
  return { ...options(given, policy), reportEvery: Number.POSITIVE_INFINITY, tickEvery: ONCE_A_SECOND };
}

function eager(given: Case, workers: number): SimulationResult {
  return simulate({
    ...unreported(given, { kind: 'fixed', workers }),
    tickEvery: SELDOM,
    eager: { workers, secondsEach: EAGER_START },
  });
}

function bestFixed(given: Case): SimulationResult {
  let best: SimulationResult | null = null;
  const useful = FIXED_NUMBERS.filter(
    (_, i) => i === 0 || (FIXED_NUMBERS[i - 1] ?? 0) < given.scenario.tasks.length,
  );
  for (const workers of useful) {
    const result = simulate({ ...unreported(given, { kind: 'fixed', workers }), tickEvery: SELDOM });
    if (best === null || result.makespan < best.makespan) best = result;
  }
  if (best === null) throw new Error('defect: no number of workers was tried');
  return best;
}

function meanSize({ tasks }: Scenario): number {
  return tasks.reduce((sum, task) => sum + task.bytes, 0) / Math.max(1, tasks.length);
}
