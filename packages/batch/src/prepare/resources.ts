import type { Batch } from '@ballast/config';
import { cores, memoryBudget, memoryInUse, memoryLimit, storageKind } from '@ballast/profiler';
import {
  type Bytes,
  bytes,
  type Capacity,
  formatBytes,
  MIB,
  milliseconds,
  type StorageKind,
} from '@ballast/resource-model';
import {
  type LimitPolicy,
  type Models,
  type RetryPolicy,
  type SchedulerConfig,
  type SchedulerState,
  SEAT_POLICY,
  startModels,
} from '@ballast/scheduler';
import { READER_TRAITS } from './reader-traits.ts';

export interface BatchResources {
  readonly config: SchedulerConfig;
  /** How the memory budget came about, for the journal and the report. */
  readonly budgetSource: string;
}

/** Kept free for the coordinator itself: its heap, and what it does not know of. */
const COORDINATOR = 64 * MIB;
const KILL_GRACE = 5000;

/** Turns what the batch asks for and what this machine has into the scheduler's terms. */
export function batchResources(
  batch: Batch,
  place: { readonly inputDirectory: string; readonly models: Models | null },
): BatchResources {
  const { workers, timeout, loads, policy, nativeThreads, memoryFactor, retries, hungAfter } =
    batch.resources;
  const seats = seatsOf(batch);
  const { prior, growth } = READER_TRAITS[batch.reader];
  const budget = memoryBudgetOf(batch.resources.memory);
  return {
    config: {
      capacity: {
        memory: budget.bytes,
        loadPermits: 64,
        corePermits: cores().usable,
        seats: seats ?? Number.MAX_SAFE_INTEGER,
      },
      workers,
      loads,
      policy: policy satisfies LimitPolicy,
      storage: storageClass(place.inputDirectory),
      memoryGrowth: growth,
      nativeThreads,
      timeout,
      killGrace: milliseconds(KILL_GRACE),
      models:
        place.models ?? startModels(memoryFactor === 'auto' ? prior : { ...prior, gamma: memoryFactor }),
      seatsPerTask: seats === null ? 0 : 1,
      licences:
        batch.orcaflex === null
          ? null
          : {
              ...SEAT_POLICY,
              scope: batch.orcaflex.licences.scope,
              patience: batch.orcaflex.licences.patience,
            },
      retries: retries satisfies RetryPolicy,
      hungAfter,
    },
    budgetSource: budget.source,
  };
}

/** The smaller of what both settings allow; null where neither says anything. */
function seatsOf({ resources, orcaflex }: Batch): number | null {
  const said = [resources.seats, orcaflex?.licences.seats ?? 'auto'].filter((seats) => seats !== 'auto');
  return said.length === 0 ? null : Math.min(...said);
}

type MemorySetting = Batch['resources']['memory'];

/** What the workers may hold together, by what the whole machine holds now; `theirs` is what they hold already. */
function memoryBudgetOf(
  memory: MemorySetting,
  theirs = 0,
): { readonly bytes: Bytes; readonly source: string } {
  const mine = process.memoryUsage.rss();
  const less = (all: number): Bytes => bytes(Math.max(0, all - mine - COORDINATOR));
  if (memory.kind === 'size')
    return { bytes: less(memory.bytes), source: `${formatBytes(memory.bytes)}, as the batch says` };
  const limit = memoryLimit();
  const all = memoryBudget(limit, memoryInUse(), { share: memory.share, ours: bytes(mine + theirs) });
  const share = Math.round(memory.share * 100);
  return {
    bytes: less(all),
    source: `${share} % of ${formatBytes(limit.bytes)} (${limit.source}), less what others use`,
  };
}

/** Changes of the budget below this share are noise. */
const WORTH_A_CHANGE = 0.01;

/** What others leave may change while a batch runs: the capacity again, or null where it has not changed. */
export function measureCapacity(memory: MemorySetting): (state: SchedulerState) => Capacity | null {
  return ({ machine: { capacity }, workers }) => {
    if (memory.kind === 'size') return null;
    let theirs = 0;
    for (const worker of workers.records.values()) theirs += worker.usage?.resident ?? 0;
    const { bytes: budget } = memoryBudgetOf(memory, theirs);
    if (Math.abs(budget - capacity.memory) <= WORTH_A_CHANGE * capacity.memory) return null;
    return { ...capacity, memory: budget };
  };
}

function storageClass(folder: string): StorageKind {
  const { kind } = storageKind(folder);
  return kind === 'rotational' || kind === 'network' ? kind : 'other';
}
