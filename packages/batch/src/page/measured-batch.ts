import type { Figures } from '@ballast/reporting';
import { type Bytes, bytes } from '@ballast/resource-model';
import type { MemoryGrowth } from '@ballast/scheduler';
import type { SimMachine, SimTask } from '@ballast/simulator';

/** What was measured of a batch, as the simulator takes it. */
export interface MeasuredBatch {
  readonly tasks: readonly SimTask[];
  readonly machine: SimMachine;
  readonly growth: MemoryGrowth;
  readonly prior: { readonly overhead: Bytes; readonly gamma: number };
  /** Makespan. */
  readonly seconds: number;
}

/** Fewer files show too little. */
const LEAST_FILES = 10;
/** Resident set of a worker without a file, and seconds to start one, if nothing else is known. */
const WORKER = { base: 60e6, startSeconds: 0.25 };
/** Bytes per second of one load from a storage that never bound the batch. */
const FROM_MEMORY = 2e9;
const MOST_LOADS = 64;
/** Seconds from opening a file to its first byte. */
const BETWEEN_FILES = 0.003;

/** Null if too few files were measured. */
export function measuredBatch(figures: Figures): MeasuredBatch | null {
  const { models, cores, budget, settings, makespan } = figures;
  const base = Math.max(1e6, models?.memory.base ?? WORKER.base);
  const curve = curveOf(figures);
  const tasks = tasksOf(figures, { base, isKnown: curve !== null });
  if (tasks.length < LEAST_FILES || makespan === null) return null;
  return {
    tasks,
    growth: settings?.growth === 'after-loading' ? 'after-loading' : 'while-loading',
    prior: { overhead: bytes(Math.round(base)), gamma: Math.max(0.1, models?.memory.gamma ?? 1.5) },
    seconds: makespan / 1000,
    machine: {
      name: 'this machine',
      storage: {
        kind: kindOf(figures.machine?.storage),
        curve: curve ?? [
          [1, FROM_MEMORY],
          [MOST_LOADS, MOST_LOADS * FROM_MEMORY],
        ],
        perLoad: Number.POSITIVE_INFINITY,
        latency: BETWEEN_FILES,
        seekBytes: 0,
      },
      cores: { count: Math.max(1, cores), oversubscription: 0.02 },
      memory: {
        physical: Math.max(budget.memory, figures.machine?.memory ?? 0),
        budget: budget.memory,
        oomShare: 1.1,
        swapSlowdown: 5,
      },
      process: {
        base,
        startSeconds: WORKER.startSeconds,
        firstFileSeconds: 0.1 * WORKER.startSeconds,
        killSeconds: 0.05,
        leftoverShare: 0.02,
        leftoverMost: 40e6,
        rampShare: 0.2,
        rampRate: 1.5e9,
      },
      seats: settings?.seats ?? Number.POSITIVE_INFINITY,
    },
  };
}

/** Null if the storage never bound the batch, or nothing is known of it. */
function curveOf({ models, series }: Figures): readonly (readonly [number, number])[] | null {
  if (models !== null) return models.storage.length === 0 ? null : models.storage;
  const best = Math.max(0, ...(series.read ?? []));
  return best === 0 ? null : [[1, best]];
}

function tasksOf(
  { tasks }: Figures,
  { base, isKnown }: { readonly base: number; readonly isKnown: boolean },
): readonly SimTask[] {
  return tasks.size.flatMap((size, task): SimTask[] => {
    const [compute = null, load = null] = [tasks.computeTime[task], tasks.loadTime[task]];
    if (compute === null || load === null || tasks.settledAt[task] === null) return [];
    const read = tasks.readBytes[task] ?? size;
    return [
      {
        bytes: size,
        loadWork: isKnown ? read : (load / 1000) * FROM_MEMORY,
        computeSeconds: compute / 1000,
        growth: Math.max(0, (tasks.highWater[task] ?? base) - base),
      },
    ];
  });
}

function kindOf(storage: string | undefined): SimMachine['storage']['kind'] {
  return storage === 'rotational' || storage === 'network' ? storage : 'other';
}
