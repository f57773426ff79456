import type { Bytes, Capacity, Milliseconds, Usage } from '@ballast/resource-model';
import type { Outcome } from './outcome.ts';
import { fillQueue, type TaskQueue } from './task-queue.ts';
import type { ActiveTask, TaskId, WorkerId } from './task-state.ts';

/** What a batch asks of the scheduler. */
export interface SchedulerConfig {
  readonly capacity: Capacity;
  /** Most tasks in flight: a number the user gave, or as many as the capacity carries. */
  readonly workers: 'auto' | number;
  /** Longest time an attempt may take, from its start to its end; null for no limit. */
  readonly timeout: Milliseconds | null;
  /** From asking an attempt to stop to killing it. */
  readonly killGrace: Milliseconds;
  /** Predicted high-water mark of a task: `overhead + gamma * footprint`. */
  readonly memoryPrior: { readonly overhead: Bytes; readonly gamma: number };
  readonly seatsPerTask: number;
}

export interface WorkerRecord {
  readonly pid: number | null;
  /** The task it has, or null when it is idle. */
  readonly task: TaskId | null;
  readonly usage: Usage | null;
}

/** What the scheduler will still do. */
export type Mode =
  | { readonly kind: 'open' }
  | { readonly kind: 'draining'; readonly cause: string }
  | { readonly kind: 'cancelling'; readonly cause: string }
  | { readonly kind: 'ended' };

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
  readonly queue: TaskQueue;
  readonly active: Map<TaskId, ActiveTask>;
  readonly workers: Map<WorkerId, WorkerRecord>;
  readonly outcomes: (Outcome | undefined)[];
  /** Attempts begun, per task. */
  readonly attempts: Uint16Array;
  /** Largest resident set sampled during the present attempt, per active task. */
  readonly observed: Map<TaskId, Bytes>;
  capacity: Capacity;
  mode: Mode;
  /** Sum over active tasks; always equal to it (checked by tests). */
  committed: number;
  seatsHeld: number;
  nextWorker: WorkerId;
  settled: number;
  /** Times a smaller task was admitted while the first of the queue did not fit. */
  bypasses: number;
}

/** The inputs, one entry a task in input order. */
export interface TaskSizes {
  readonly sizes: Float64Array;
  /** Where it differs from the size. */
  readonly footprints?: Float64Array;
}

/** Every task waiting, no worker, nothing held. The arrays are taken over, not copied. */
export function initialState(
  config: SchedulerConfig,
  { sizes, footprints = sizes }: TaskSizes,
): SchedulerState {
  return {
    config,
    sizes,
    footprints,
    queue: fillQueue(sizes),
    active: new Map(),
    workers: new Map(),
    outcomes: new Array<Outcome | undefined>(sizes.length).fill(undefined),
    attempts: new Uint16Array(sizes.length),
    observed: new Map(),
    capacity: config.capacity,
    mode: { kind: 'open' },
    committed: 0,
    seatsHeld: 0,
    nextWorker: 1,
    settled: 0,
    bypasses: 0,
  };
}
