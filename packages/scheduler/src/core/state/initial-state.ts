import { bytes, highWaterModel, type Milliseconds, milliseconds } from '@ballast/resource-model';
import { startPolicy } from '../policy/limit-policy.ts';
import type { SchedulerConfig } from './config.ts';
import { NO_CORE_WINDOW } from './cores/core-window.ts';
import { recordOutcome } from './memory/ledger.ts';
import { type Models, startSearch } from './memory/models.ts';
import { noSample } from './memory/sampling.ts';
import type { HeaderMemory, Parts, SchedulerState } from './state.ts';
import type { Outcome } from './tasks/outcome.ts';
import { NO_DENIALS } from './tasks/seat-state.ts';
import { nothingAside } from './tasks/set-aside.ts';
import { emptyQueue, enqueue } from './tasks/task-queue.ts';
import { noTotals } from './tasks/totals.ts';

/** The inputs, one entry a task in input order. */
export interface TaskSizes {
  readonly sizes: Float64Array;
  /** Absent if each footprint is the size of the input. */
  readonly footprints?: Float64Array;
  /**
   * The task that comes first among those of about the same size, and the others after it, round to it; 0 if absent. Nodes that share a
   * batch begin with different ones: those that want the same task at the same time ask for it in vain.
   */
  readonly first?: number;
  /** Absent if no header was read. */
  readonly facts?: HeaderMemory;
  /**
   * What became of tasks before, one entry a task: those with an outcome do not run again. `attempts`: those begun; `at`: the
   * time at which this state begins.
   */
  readonly settled?: {
    readonly outcomes: readonly (Outcome | undefined)[];
    readonly attempts: Uint16Array;
    readonly at: Milliseconds;
  };
}

/** Every task without outcome waiting, no worker, nothing reserved. The arrays are taken over, not copied. */
export function initialState(config: SchedulerConfig, inputs: TaskSizes): SchedulerState {
  const parts = emptyParts(config, inputs);
  const { sizes } = parts.inputs;
  const { tasks } = parts;
  const state: SchedulerState = { config, ...parts };
  for (let i = 0; i < sizes.length; i += 1) {
    const id = (i + (inputs.first ?? 0)) % sizes.length;
    const outcome = inputs.settled?.outcomes[id];
    if (outcome !== undefined) {
      recordOutcome(state, id, outcome);
      continue;
    }
    enqueue(tasks.queue, id);
    tasks.queuedBytes += sizes[id] ?? 0;
  }
  return state;
}

function emptyParts(
  config: SchedulerConfig,
  { sizes, footprints = sizes, facts, settled }: TaskSizes,
): Parts {
  const since = settled?.at ?? milliseconds(0);
  const { capacity, models } = config;
  return {
    inputs: {
      sizes,
      footprints,
      facts: facts ?? null,
      largestFootprint: footprints.reduce((most, size) => Math.max(most, size), 0),
      meanFootprint: footprints.reduce((sum, size) => sum + size, 0) / Math.max(1, footprints.length),
    },
    tasks: {
      active: new Map(),
      totals: noTotals(),
      queue: emptyQueue(sizes),
      queuedBytes: 0,
      aside: nothingAside(),
      elsewhere: new Map(),
      followers: new Map(),
      outcomes: new Array<Outcome | undefined>(sizes.length).fill(undefined),
      attempts: settled?.attempts ?? new Uint16Array(sizes.length),
    },
    workers: { records: new Map(), idle: [], idleMemory: 0, spareCoreTime: 0, next: 1 },
    progress: { settled: 0, failed: 0, settledBytes: 0 },
    measured: { watches: new Map(), highWater: new Map() },
    learned: {
      models,
      completed: models.memory,
      early: new Map(),
      recorded: { facts: knownFacts(models), files: models.memory.count },
      recentLoads: { bytes: 0, time: 0 },
      computeTimes: [],
      emptyWorker: bytes(0),
      starts: { count: 0, cpuTime: 0 },
      refreshedFor: { middle: 0, largest: 0 },
    },
    failures: { byTask: new Map(), floors: new Map() },
    limits: {
      policy: startPolicy(config.policy, { sizes, footprints, capacity }),
      search: startSearch(models, config.storage, capacity),
      window: { since, bytes: 0, loadTime: 0 },
      seats: NO_DENIALS,
      extraCores: 0,
      coreWindow: NO_CORE_WINDOW,
    },
    admission: { bypasses: 0, lookedAt: null, reported: null },
    lifecycle: { mode: { kind: 'open' }, paused: null, storageFault: null, storageFull: false },
    machine: { capacity, pressure: null, shrunkAt: null, most: null, largestPeer: null, peerCores: 0 },
    clock: { eventAt: since, tickedAt: since },
    sampling: noSample(since),
  };
}

/** What earlier batches found memory to depend on; empty if there were none. */
function knownFacts({ memory }: Models): string {
  return memory.count === 0 ? '' : highWaterModel.basis(memory).facts.join();
}
