import type {
  Bytes,
  Capacity,
  HighWaterObservation,
  HighWaterState,
  LoadPermitSearchState,
  Milliseconds,
  Usage,
} from '@ballast/resource-model';
import type { PolicyState } from '../policy/limit-policy.ts';
import type { SchedulerConfig } from './config.ts';
import type { CoreWindow } from './cores/core-window.ts';
import type { Models } from './memory/models.ts';
import type { Sampling } from './memory/sampling.ts';
import type { ReadonlyDeep } from './readonly-deep.ts';
import type { Failures } from './tasks/failures.ts';
import type { Outcome } from './tasks/outcome.ts';
import type { SeatState } from './tasks/seat-state.ts';
import type { SetAside } from './tasks/set-aside.ts';
import type { TaskQueue } from './tasks/task-queue.ts';
import type { ActiveTask, Elsewhere, Follower, TaskId, WorkerId } from './tasks/task-state.ts';
import type { Totals } from './tasks/totals.ts';
import type { Watched } from './watched.ts';

export interface WorkerRecord {
  readonly pid: number | null;
  /** The task it has, or null when it is idle. */
  readonly task: TaskId | null;
  readonly usage: Usage | null;
  /** Resident set when it was idle for the first time; null until then. */
  readonly baseline: Bytes | null;
  /** Resident set after its last attempt, as it reported it; null before. */
  readonly kept: Bytes | null;
}

/** What the scheduler will still do. */
export type Mode =
  | { readonly kind: 'open' }
  | { readonly kind: 'draining'; readonly cause: string }
  | { readonly kind: 'cancelling'; readonly cause: string }
  | { readonly kind: 'ended' };

/** Bytes read by loads since the last window was closed. */
export interface LoadWindowState {
  readonly since: Milliseconds;
  readonly bytes: number;
  /** Integral of active loads over time, in load-milliseconds. */
  readonly loadTime: number;
}

/** Bytes of memory by what headers show, one entry a task. */
export interface HeaderMemory {
  /** What the reader keeps of the file. */
  readonly held: Float64Array;
  /** What the read plan keeps. */
  readonly arrays: Float64Array;
}

interface Inputs {
  /** Bytes of each input, by task. */
  readonly sizes: Float64Array;
  /** The part of each input's bytes that its memory depends on. */
  readonly footprints: Float64Array;
  /** What headers show, by task; null if no header was read. */
  readonly facts: HeaderMemory | null;
  readonly largestFootprint: number;
  readonly meanFootprint: number;
}

interface Tasks {
  readonly active: Map<TaskId, ActiveTask>;
  readonly totals: Totals;
  readonly queue: TaskQueue;
  /** Sums over the tasks of the queue. */
  queuedBytes: number;
  readonly aside: SetAside;
  /** Tasks that neither wait here nor have settled: other nodes have them, or the board is to say who does. */
  readonly elsewhere: Map<TaskId, Elsewhere>;
  /** Brief tasks that workers carry out after those that they have. */
  readonly followers: Map<WorkerId, Follower[]>;
  readonly outcomes: (Outcome | undefined)[];
  /** Attempts begun, by task. */
  readonly attempts: Uint16Array;
}

interface Workers {
  readonly records: Map<WorkerId, WorkerRecord>;
  /** Idle workers, in the order in which they became idle. */
  readonly idle: WorkerId[];
  /** What idle workers keep in memory, as last measured, in bytes. */
  idleMemory: number;
  /** Core time that was left unused since the last process was started, in core-milliseconds; see `paysToStart`. */
  spareCoreTime: number;
  next: WorkerId;
}

interface Progress {
  settled: number;
  /** Tasks that settled otherwise than succeeded. */
  failed: number;
  settledBytes: number;
}

/** What was measured of tasks in flight. */
interface Measured {
  readonly watches: Map<TaskId, Watched>;
  /** Largest resident set sampled during the present attempt. */
  readonly highWater: Map<TaskId, Bytes>;
}

interface Learned {
  models: Models;
  /** What completed attempts alone have taught the memory model. */
  completed: HighWaterState;
  /** What tasks in flight have taught it before their end. */
  readonly early: Map<TaskId, HighWaterObservation>;
  /** What completed attempts have read, and the milliseconds that it took; earlier ones count less and less. */
  recentLoads: { readonly bytes: number; readonly time: number };
  /** Computing times of attempts that succeeded, ascending, in milliseconds; empty unless a limit depends on them. */
  readonly computeTimes: number[];
  /** What memory is predicted from as last recorded, or as earlier batches left it, and how many files had taught that. */
  recorded: { readonly facts: string; readonly files: number };
  /** Largest resident set of a worker that had not read anything yet; 0 before the first has reported. */
  emptyWorker: Bytes;
  /** Processes that have said what starting them took, and the sum of it in milliseconds of processor time. */
  starts: { readonly count: number; readonly cpuTime: number };
  /** Predictions for a task of mean size and for the largest when reservations were last brought up to date. */
  refreshedFor: { readonly middle: number; readonly largest: number };
}

/** What tasks that did not succeed at once have been through. */
interface FailedTasks {
  readonly byTask: Map<TaskId, Failures>;
  /** Memory that a task is known to need at least, from an attempt that ran out of it or had to give way. */
  readonly floors: Map<TaskId, Bytes>;
}

/** How many may go on at a time: tasks by the policy, loads by the search, seats by what was granted. */
interface Limits {
  policy: PolicyState;
  search: LoadPermitSearchState;
  window: LoadWindowState;
  seats: SeatState;
  /** Tasks that may compute besides one for each core, and what is known of the cores since that last changed. */
  extraCores: number;
  coreWindow: CoreWindow;
}

interface AdmissionNotes {
  /** Times in a row that a smaller task was admitted while the first of the queue did not fit. */
  bypasses: number;
  /** When the reason for which the next task waits was last looked at, and what was in the way when it was last recorded; null before. */
  lookedAt: Milliseconds | null;
  reported: string | null;
}

interface Lifecycle {
  mode: Mode;
  /** Why nothing is admitted for now; null if admission goes on. */
  paused: string | null;
  /** Why results or the journal cannot be written any more; null while they can. */
  storageFault: string | null;
  /** Whether that is because the storage is full. */
  storageFull: boolean;
}

interface Machine {
  capacity: Capacity;
  /** Share of the last seconds in which everything stalled for lack of memory, at the last tick; null if unknown. */
  pressure: number | null;
  /** When the budget last fell, because other programs took memory; null if it never did. */
  shrunkAt: Milliseconds | null;
  /** What somebody allows the batch, whatever the machine has; null for no such limit. */
  most: Bytes | null;
  /** The largest budget of the other nodes that share the batch; null if there are none. */
  largestPeer: Bytes | null;
  /** Cores of the other live nodes of the batch; 0 if there is none. */
  peerCores: number;
}

interface Clock {
  /** Time of the last event, and of the last tick. */
  eventAt: Milliseconds;
  tickedAt: Milliseconds;
}

/** The parts of the state as the room that writes to each sees it; see `draft`. */
export interface Parts {
  readonly inputs: Inputs;
  readonly tasks: Tasks;
  readonly workers: Workers;
  readonly progress: Progress;
  readonly measured: Measured;
  readonly learned: Learned;
  readonly failures: FailedTasks;
  readonly limits: Limits;
  readonly admission: AdmissionNotes;
  readonly lifecycle: Lifecycle;
  readonly machine: Machine;
  readonly clock: Clock;
  readonly sampling: Sampling;
}

/**
 * Everything that the scheduler knows, as readers see it. Owned linearly: `transition` may change it in place, and the
 * state it returns replaces the one it was given.
 */
export interface SchedulerState extends ReadonlyDeep<Parts> {
  readonly config: SchedulerConfig;
}
