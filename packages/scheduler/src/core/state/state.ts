import type {
  Bytes,
  Capacity,
  HighWaterObservation,
  HighWaterState,
  LoadPermitSearchState,
  Milliseconds,
  StorageKind,
  Usage,
} from '@ballast/resource-model';
import type { Failures, RetryPolicy } from '../endings/retry.ts';
import { type LimitPolicy, type PolicyState, startPolicy } from '../policy/limit-policy.ts';
import { type Models, startSearch } from './models.ts';
import type { Outcome } from './outcome.ts';
import { NO_DENIALS, type SeatPolicy, type SeatState } from './seat-state.ts';
import { nothingAside, type SetAside } from './set-aside.ts';
import { emptyQueue, enqueue, fillQueue, type TaskQueue } from './task-queue.ts';
import type { ActiveTask, TaskId, WorkerId } from './task-state.ts';
import type { Watched } from './watched.ts';

/**
 * When a reader's memory grows: with the bytes it reads, or only after the whole file has been read once into the page
 * cache (a library whose load is one blocking call).
 */
export type MemoryGrowth = 'while-loading' | 'after-loading';

/** What a batch asks of the scheduler. */
export interface SchedulerConfig {
  readonly capacity: Capacity;
  /** Most tasks in flight that the user allows. */
  readonly workers: 'auto' | number;
  /** Concurrent loads: searched for, or as many as the user says. */
  readonly loads: 'auto' | number;
  readonly policy: LimitPolicy;
  readonly storage: StorageKind;
  readonly memoryGrowth: MemoryGrowth;
  /** Threads that one attempt computes with; workers x threads stay within the cores. */
  readonly nativeThreads: number;
  /** Longest time an attempt may make progress for; null for no limit. Waiting and pauses do not count. */
  readonly timeout: Milliseconds | null;
  /** From asking an attempt to stop to killing it. */
  readonly killGrace: Milliseconds;
  readonly models: Models;
  readonly seatsPerTask: number;
  /** How licence seats are claimed; absent or null where tasks need none. */
  readonly licences?: SeatPolicy | null;
  /** How often a task is tried again; absent or null for never. */
  readonly retries?: RetryPolicy | null;
  /** An attempt that uses no core, reads nothing and says nothing for so long is stopped; absent or null for never. */
  readonly hungAfter?: Milliseconds | null;
}

export interface WorkerRecord {
  readonly pid: number | null;
  /** The task it has, or null when it is idle. */
  readonly task: TaskId | null;
  readonly usage: Usage | null;
  /** Resident set when it was idle for the first time; null until then. */
  readonly baseline: Bytes | null;
}

/** What the scheduler will still do. */
export type Mode =
  | { readonly kind: 'open' }
  | { readonly kind: 'draining'; readonly cause: string }
  | { readonly kind: 'cancelling'; readonly cause: string }
  | { readonly kind: 'ended' };

/** Sums over the tasks in flight, kept up by `put` and `take`; always equal to what they sum (checked by tests). */
export interface Totals {
  hold: number;
  seats: number;
  /** Processes that have not spoken yet. */
  starting: number;
  /** Loading and not paused, without those that are presumed loaded. */
  loading: number;
  /** Loaded, or loading without the grant to compute. */
  ungranted: number;
  /** Loaded, waiting at the gate. */
  atGate: number;
  computing: number;
  /** Loads paused because the storage is given to others. */
  waitingForStorage: number;
  /** Loads paused for memory and suspended computing tasks: they are first when memory becomes free. */
  heldBack: number;
  /** Started, loading or loaded with the grant to compute already. */
  granted: number;
}

/** Bytes read by loads since the last window was closed. */
export interface LoadWindowState {
  readonly since: Milliseconds;
  readonly bytes: number;
  /** Integral of active loads over time, in load-milliseconds. */
  readonly loadTime: number;
}

/**
 * The whole of what the scheduler knows. Owned linearly: `transition` may change it in place, and the state it returns
 * replaces the one it was given.
 */
export interface SchedulerState {
  readonly config: SchedulerConfig;
  /** Bytes of each input. */
  readonly sizes: Float64Array;
  /** The part of each input's bytes that its memory depends on. */
  readonly footprints: Float64Array;
  readonly largestFootprint: number;
  readonly meanFootprint: number;
  readonly queue: TaskQueue;
  readonly active: Map<TaskId, ActiveTask>;
  readonly workers: Map<WorkerId, WorkerRecord>;
  /** Waiting tasks that are not in the queue. */
  readonly aside: SetAside;
  /** What tasks that did not succeed at once have been through. */
  readonly failures: Map<TaskId, Failures>;
  /** What active tasks that have been measured use. */
  readonly watches: Map<TaskId, Watched>;
  seats: SeatState;
  /** Why what the batch makes cannot be written any more; null while it can. */
  storageFault: string | null;
  readonly outcomes: (Outcome | undefined)[];
  /** Attempts begun, per task. */
  readonly attempts: Uint16Array;
  /** Largest resident set sampled during the present attempt, per active task. */
  readonly observed: Map<TaskId, Bytes>;
  /** Memory that a task is known to need at least, from an attempt that had to give way. */
  readonly floors: Map<TaskId, Bytes>;
  /** What active tasks taught the memory model before their end, and what completed attempts alone have taught it. */
  readonly early: Map<TaskId, HighWaterObservation>;
  completed: HighWaterState;
  readonly totals: Totals;
  capacity: Capacity;
  mode: Mode;
  models: Models;
  policy: PolicyState;
  search: LoadPermitSearchState;
  window: LoadWindowState;
  /** Last event and last tick. */
  eventAt: Milliseconds;
  tickedAt: Milliseconds;
  /** Of the last tick. */
  pressure: number | null;
  /** What completed attempts have read, and the milliseconds that it took; earlier ones count less and less. */
  loads: { readonly bytes: number; readonly time: number };
  /** Core time that was left unused since the last process was started, in core-milliseconds; see `paysToStart`. */
  spareCoreTime: number;
  /** Idle workers, in the order in which they became idle. */
  readonly idle: WorkerId[];
  /** What they keep in memory, as measured last; kept up by `rest`, `wake` and every measurement. */
  idleMemory: number;
  nextWorker: WorkerId;
  settled: number;
  /** Tasks settled otherwise than succeeded. */
  failed: number;
  settledBytes: number;
  /** What the models said, of a middling and of the largest task, when reservations were last brought up to date. */
  refreshedFor: { readonly middle: number; readonly largest: number };
  /** Sums over the waiting tasks. */
  queuedBytes: number;
  queuedFootprints: number;
  /** Times a smaller task was admitted while the first of the queue did not fit. */
  bypasses: number;
}

export function noTotals(): Totals {
  return {
    hold: 0,
    seats: 0,
    starting: 0,
    loading: 0,
    ungranted: 0,
    atGate: 0,
    computing: 0,
    waitingForStorage: 0,
    heldBack: 0,
    granted: 0,
  };
}

/** The inputs, one entry a task in input order. */
export interface TaskSizes {
  readonly sizes: Float64Array;
  /** Where it differs from the size. */
  readonly footprints?: Float64Array;
  /**
   * What became of tasks before, one entry a task: those with an outcome do not run again. `attempts`: those begun; `at`: the
   * time from which on this state lives.
   */
  readonly settled?: {
    readonly outcomes: readonly (Outcome | undefined)[];
    readonly attempts: Uint16Array;
    readonly at: Milliseconds;
  };
}

/** Every task without outcome waiting, no worker, nothing held. The arrays are taken over, not copied. */
export function initialState(config: SchedulerConfig, tasks: TaskSizes): SchedulerState {
  const state = nothingSettled(config, tasks);
  for (const [id, outcome] of (tasks.settled?.outcomes ?? []).entries()) {
    if (outcome === undefined) enqueue(state.queue, id);
    else recordSettled(state, id, outcome);
  }
  return state;
}

function recordSettled(state: SchedulerState, id: TaskId, outcome: Outcome): void {
  state.outcomes[id] = outcome;
  state.settled += 1;
  if (outcome.kind !== 'succeeded') state.failed += 1;
  state.settledBytes += state.sizes[id] ?? 0;
  state.queuedBytes -= state.sizes[id] ?? 0;
  state.queuedFootprints -= state.footprints[id] ?? 0;
}

function nothingSettled(
  config: SchedulerConfig,
  { sizes, footprints = sizes, settled }: TaskSizes,
): SchedulerState {
  const since = settled?.at ?? (0 as Milliseconds);
  return {
    config,
    sizes,
    footprints,
    largestFootprint: footprints.reduce((most, size) => Math.max(most, size), 0),
    meanFootprint: sum(footprints) / Math.max(1, footprints.length),
    queue: settled === undefined ? fillQueue(sizes) : emptyQueue(sizes),
    active: new Map(),
    workers: new Map(),
    aside: nothingAside(),
    failures: new Map(),
    watches: new Map(),
    seats: NO_DENIALS,
    storageFault: null,
    outcomes: new Array<Outcome | undefined>(sizes.length).fill(undefined),
    attempts: settled?.attempts ?? new Uint16Array(sizes.length),
    observed: new Map(),
    floors: new Map(),
    early: new Map(),
    completed: config.models.memory,
    totals: noTotals(),
    capacity: config.capacity,
    mode: { kind: 'open' },
    models: config.models,
    policy: startPolicy(config.policy, { sizes, footprints, capacity: config.capacity }),
    search: startSearch(config.models, config.storage, config.capacity),
    window: { since, bytes: 0, loadTime: 0 },
    eventAt: since,
    tickedAt: since,
    pressure: null,
    loads: { bytes: 0, time: 0 },
    spareCoreTime: 0,
    idle: [],
    idleMemory: 0,
    nextWorker: 1,
    settled: 0,
    failed: 0,
    settledBytes: 0,
    refreshedFor: { middle: 0, largest: 0 },
    queuedBytes: sum(sizes),
    queuedFootprints: sum(footprints),
    bypasses: 0,
  };
}

function sum(values: Float64Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
