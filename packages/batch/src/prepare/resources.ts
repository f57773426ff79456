import { cpus, release, type } from 'node:os';
import type { Batch } from '@ballast/config';
import { cores, memoryBudget, memoryInUse, memoryLimit, storageKind } from '@ballast/profiler';
import {
  type Bytes,
  bytes,
  type Capacity,
  FaultError,
  formatBytes,
  MIB,
  milliseconds,
} from '@ballast/resource-model';
import {
  type LimitPolicy,
  MOST_LOADS,
  type Models,
  type RetryPolicy,
  type SchedulerConfig,
  type SchedulerState,
  SEAT_POLICY,
  startModels,
} from '@ballast/scheduler';
import type { MachineFigures } from '@ballast/scheduler/journal';
import { READER_TRAITS } from './reader-traits.ts';

export interface BatchResources {
  readonly config: SchedulerConfig;
  /** How the memory budget was determined, for the journal and the report. */
  readonly budgetSource: string;
  readonly machine: MachineFigures;
}

/** Reserved for the coordinator itself: its heap, and memory that it does not measure. */
const COORDINATOR = 64 * MIB;
const KILL_GRACE = 5000;
/** Most brief tasks of one order: they take some ten milliseconds. */
const MOST_TOGETHER = 64;

/** Translates the settings of the batch and the capacity of this machine into the scheduler's terms. */
export function batchResources(
  batch: Batch,
  place: {
    readonly inputDirectory: string;
    readonly models: Models | null;
    /** Memory that every worker needs, if the batch says it. */
    readonly shared?: Bytes | null;
  },
): BatchResources {
  const { workers, timeout, loads, policy, nativeThreads, memoryFactor, retries, hungAfter } =
    batch.resources;
  const seats = seatsOf(batch);
  const traits = READER_TRAITS[batch.reader];
  const { growth } = traits;
  const shared = place.shared ?? null;
  const prior =
    shared === null ? traits.prior : { ...traits.prior, overhead: bytes(traits.prior.overhead + shared) };
  const budget = memoryBudgetOf(batch.resources.memory);
  const { kind, evidence } = storageKind(place.inputDirectory);
  return {
    config: {
      capacity: {
        memory: budget.bytes,
        loadPermits: MOST_LOADS,
        corePermits: cores().usable,
        seats: seats ?? Number.MAX_SAFE_INTEGER,
      },
      workers,
      loads,
      policy: policy satisfies LimitPolicy,
      storage: kind === 'rotational' || kind === 'network' ? kind : 'other',
      memoryGrowth: growth,
      nativeThreads,
      timeout,
      timeoutFactor: batch.task?.timeoutFactor ?? null,
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
      retries: {
        ...retries,
        ...(batch.task === null ? {} : { exitCodes: batch.task.retries }),
      } satisfies RetryPolicy,
      hungAfter,
      mostTogether: MOST_TOGETHER,
    },
    budgetSource: budget.source,
    machine: {
      memory: memoryLimit().bytes,
      cpu: cpus()[0]?.model.trim() ?? 'unknown',
      os: `${type()} ${release()}`,
      storage: kind,
      storageEvidence: evidence,
    },
  };
}

/** Tasks of which every one needs some of the same tokens: as many as the scarcest of them allows. */
function tokenSeats({ resources: { tokens = {} }, task }: Batch): number[] {
  return Object.entries(task?.needs ?? {}).map(([name, need]) => Math.floor((tokens[name] ?? 0) / need));
}

/** The smallest of the settings; null if none is set. */
function seatsOf(batch: Batch): number | null {
  const { resources, orcaflex } = batch;
  const given = [...tokenSeats(batch), resources.seats, orcaflex?.licences.seats ?? 'auto'].filter(
    (seats) => seats !== 'auto',
  );
  return given.length === 0 ? null : Math.min(...given);
}

type MemorySetting = Batch['resources']['memory'];

/** Memory for all workers together, given the memory in use on this machine now; `theirs` is what the workers use already. */
function memoryBudgetOf(
  memory: MemorySetting,
  theirs = 0,
): { readonly bytes: Bytes; readonly source: string } {
  const mine = process.memoryUsage.rss();
  const less = (all: number): Bytes => bytes(Math.max(0, all - mine - COORDINATOR));
  if (memory.kind === 'size') {
    const left = less(memory.bytes);
    if (left === 0) throw nothingLeft(memory.bytes, mine + COORDINATOR);
    return { bytes: left, source: `${formatBytes(memory.bytes)}, set by the batch` };
  }
  const limit = memoryLimit();
  const all = memoryBudget(limit, memoryInUse(), { share: memory.share, ours: bytes(mine + theirs) });
  const share = Math.round(memory.share * 100);
  return {
    // Other programs may use everything for the moment: then one file runs at a time.
    bytes: bytes(Math.max(SMALLEST, less(all))),
    source: `${share} % of ${formatBytes(limit.bytes)} (${limit.source}), minus what other programs use`,
  };
}

/** A budget is never nothing. */
const SMALLEST = MIB;

function nothingLeft(budget: number, ours: number): FaultError {
  return new FaultError({
    code: 'MEMORY_TOO_SMALL',
    message: `a memory budget of ${formatBytes(budget)} leaves nothing for workers: this process needs ${formatBytes(ours)} itself`,
    hint: `set resources.memory or --memory to at least ${formatBytes(Math.ceil((ours + 2 * WORKER) / MIB) * MIB)}, or leave it out`,
  });
}

/** What a worker without a file takes, about. */
const WORKER = 100 * MIB;

/** Changes of the budget below this share are noise. */
const WORTH_A_CHANGE = 0.01;

/** Other programs may use more or less memory while a batch runs: the new capacity, or null if it has not changed. */
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
