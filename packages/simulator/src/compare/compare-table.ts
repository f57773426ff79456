import type { MemoryGrowth } from '@ballast/scheduler';
import type { SimulationResult } from '../drive/result.ts';
import { boundsOf } from '../drive/task-needs.ts';
import { type MachineSize, machinePreset, type StorageName } from '../machine/presets.ts';
import { clairvoyant, plainSchedule } from '../reference/clairvoyant.ts';
import { type ScenarioKind, scenarioTasks } from '../scenario/scenario-tasks.ts';
import type { ComparisonCell } from './cell.ts';
import { type ComparedPolicy, runPolicy, USES_PRIOR } from './policies.ts';
import { type ComparisonRow, rowsOf } from './rows.ts';

export interface ComparisonOptions {
  readonly storages: readonly StorageName[];
  readonly machines: readonly MachineSize[];
  readonly kinds: readonly ScenarioKind[];
  readonly growths: readonly MemoryGrowth[];
  /** Factors by which the memory prior is wrong. */
  readonly priors: readonly number[];
  readonly seeds: readonly number[];
  readonly policies: readonly ComparedPolicy[];
  /** Number of tasks in a batch; by default 80 to 400, depending on its kind. */
  readonly count?: number;
}

export const WHOLE_COMPARISON: ComparisonOptions = {
  storages: ['nvme', 'hdd', 'nas'],
  machines: ['64c256g', '8c32g'],
  kinds: ['small', 'mixed', 'large', 'bimodal'],
  growths: ['while-loading', 'after-loading'],
  priors: [0.3, 1, 3],
  seeds: [1, 2, 3, 4, 5],
  policies: ['adaptive', 'fixed 30', 'fixed 15', 'best fixed', 'size table', 'oppnda', 'memfree'],
};

type Batch = Pick<ComparisonCell, 'storage' | 'machine' | 'kind' | 'growth' | 'seed'>;

/** Yields every cell of a comparison one after the other, so that a caller can show its progress. */
export function* comparisonCells(options: ComparisonOptions): Generator<ComparisonCell> {
  for (const batch of batches(options)) yield* cellsOf(batch, options);
}

function* batches({ storages, machines, kinds, growths, seeds }: ComparisonOptions): Generator<Batch> {
  for (const storage of storages)
    for (const machine of machines)
      for (const kind of kinds)
        for (const growth of growths)
          for (const seed of seeds) yield { storage, machine, kind, growth, seed };
}

function* cellsOf(batch: Batch, { priors, policies, count }: ComparisonOptions): Generator<ComparisonCell> {
  const { growth, seed } = batch;
  const machine = machinePreset(batch.storage, batch.machine);
  const scenario = scenarioTasks(batch.kind, machine, count === undefined ? { seed } : { seed, count });
  const bounds = boundsOf(scenario.tasks, machine, growth);
  const same = {
    ...batch,
    binding: bounds.largest.resource,
    bound: bounds.seconds,
    clairvoyant: clairvoyant(scenario.tasks, machine, { growth }),
    list: plainSchedule(scenario.tasks, machine, growth),
  };
  for (const policy of policies) {
    let result: SimulationResult | null = null;
    for (const prior of priors) {
      if (result === null || USES_PRIOR.has(policy)) {
        result = runPolicy(policy, { scenario, machine, growth, wrong: prior });
      }
      yield { ...same, prior, policy, result };
    }
  }
}

/** Compares policies: one row per kind of batch on each machine, per binding resource, and for all together. */
export function compareTable(options: ComparisonOptions = WHOLE_COMPARISON): readonly ComparisonRow[] {
  return rowsOf([...comparisonCells(options)]);
}
