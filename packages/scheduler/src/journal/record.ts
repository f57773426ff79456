import type { Bytes, MemoryFact, Milliseconds } from '@ballast/resource-model';
import type { Binding } from '../core/state/binding.ts';
import type { AttemptMeasures } from '../core/state/measures.ts';
import type {
  Evidence,
  MemoryProof,
  Outcome,
  RequeueCause,
  WrittenFile,
} from '../core/state/tasks/outcome.ts';
import type { WaitReason } from '../core/state/tasks/wait-reason.ts';

/**
 * Version of the journal format that this code writes, and the newest that it reads. New record types and new fields need no
 * new version: readers skip the types and ignore the fields they do not know. Only a change that would make an older reader
 * misunderstand a record needs one. From version 3 on every line ends in a checksum, from version 4 on a
 * line may hold several records (`Pack`).
 */
export const JOURNAL_VERSION = 4;

/** What every version has in common: an object on a line of its own, with a type. */
export interface RawRecord {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** The first line of every journal. */
export interface JournalHeader {
  readonly type: 'journal';
  readonly version: number;
  /** Name and version of the product that wrote it. */
  readonly product: string;
  readonly host: string;
  readonly pid: number;
  /** Wall-clock time of the first record, ISO 8601; every record's `at` counts from here. */
  readonly startedAt: string;
  readonly batch: string;
  readonly reader: string;
  /** The version of the reader and, if it uses a library, the path and version of the library. */
  readonly readerDetails: Readonly<Record<string, string>>;
  /** SHA-256 of the effective batch. */
  readonly batchHash: string;
  /** SHA-256 of the file with the work plan; absent in journals before version 3. */
  readonly planHash?: string;
  readonly inputs: number;
  /** Logical processors that the batch may use. */
  readonly cores: number;
  /** `workers`: the user's limit on tasks in flight; null if Ballast chooses. */
  readonly budget: { readonly memory: Bytes; readonly source: string; readonly workers: number | null };
  /** Where and how the batch ran, for people to read. Absent in some journals, like every field below. */
  readonly machine?: MachineFigures;
  readonly settings?: RunSettings;
}

/** The machine that ran a batch. `storage`: what kind it is, and the findings that led to that. */
export interface MachineFigures {
  readonly memory: Bytes;
  readonly cpu: string;
  readonly os: string;
  readonly storage: string;
  readonly storageEvidence: readonly string[];
}

/** What the batch asked of the scheduler. Null: no limit. */
export interface RunSettings {
  readonly policy: string;
  /** When the memory of the reader grows. */
  readonly growth: string;
  readonly nativeThreads: number;
  /** Concurrent loads at first. */
  readonly loads: number;
  readonly hungAfter: Milliseconds | null;
  readonly timeout: Milliseconds | null;
  readonly seats: number | null;
}

interface At {
  /** Milliseconds since the header's `startedAt`. */
  readonly at: Milliseconds;
}

/** A table or the report. */
export interface PublishedFile extends WrittenFile {
  /** When it was last written, in milliseconds since 1970. */
  readonly modified?: number;
}

/**
 * One line of the journal. What other nodes of a fleet did has their `node`, and the place `seq` of its record on the board; the numbers
 * of workers are then those of the fleet.
 */
export type JournalRecord =
  | JournalHeader
  /**
   * One for each input, in input order, before anything is admitted. `file` is relative to the input folder; `modified`
   * is when the file was last written, in milliseconds since 1970, null or absent if unknown.
   */
  | {
      readonly type: 'input';
      readonly task: number;
      readonly file: string;
      readonly size: number;
      readonly modified?: number | null;
    }
  /** The outcome that an earlier journal has for the task is still valid. */
  | { readonly type: 'kept'; readonly task: number; readonly outcome: Outcome }
  /** Another process resumes the batch; attempts that the previous one had in flight are lost. */
  | (At & {
      readonly type: 'resumed';
      readonly product: string;
      readonly host: string;
      readonly pid: number;
      /** Wall-clock time, ISO 8601. */
      readonly time: string;
      /** Tasks that keep their outcome, and tasks that are to run. */
      readonly done: number;
      readonly left: number;
    })
  /**
   * The tables and the report are in place and contain everything recorded above. `licences`: the states of the licences
   * that readers held, if they report them. `files`: tables and report as they were written; absent before version 3.
   */
  | (At & {
      readonly type: 'published';
      readonly licences?: readonly string[];
      readonly files?: readonly PublishedFile[];
    })
  /**
   * Before anything was admitted: how long the batch will take. Half of such batches end before `median`, nine of ten before
   * `ninetieth`, by the errors of earlier predictions; `modelled` is what the models alone come to. `learned`: they have seen
   * such files before.
   */
  | (At & {
      readonly type: 'predicted';
      readonly modelled: Milliseconds;
      readonly median: Milliseconds;
      readonly ninetieth: Milliseconds;
      readonly learned: boolean;
    })
  /** What the journal names as the result of the task is not what was written: the task waits again. */
  | (At & {
      readonly type: 'unpublished';
      readonly task: number;
      readonly file: string;
      readonly reason: string;
    })
  /**
   * What the files of the batch show when they are compared with each other, of a task or of the batch as a whole (null).
   * These records are written together, right before tables and report are made, and replace those written before. A task
   * with `completeness` counts as that, whatever its own file showed.
   */
  | (At & {
      readonly type: 'compared';
      readonly task: number | null;
      readonly code: string;
      readonly message: string;
      readonly completeness?: 'partial';
    })
  | (At & {
      readonly type: 'admitted';
      readonly task: number;
      readonly attempt: number;
      readonly worker: number;
      /**
       * The reservation: nine tenths of the attempts need no more, as soon as enough were measured to know. In journals that
       * have no `held` it was what the models expected and a margin.
       */
      readonly reserved: Bytes;
      /** What the attempt holds of the budget at first; the sum over all attempts in flight is what the budget is held by. */
      readonly held?: Bytes;
      /** What the models expected: resident set, and time to compute. */
      readonly expected: { readonly memory: Bytes; readonly compute: Milliseconds };
      /** Nothing else is in flight during this attempt. */
      readonly alone?: true;
      /** Its worker carries it out after this task, without another order: both are brief and hold the memory of one. */
      readonly after?: number;
      /** Of another node of a fleet: its name, and the place of its record on the board. */
      readonly node?: string;
      readonly seq?: number;
    })
  /** What the attempt holds of the budget has changed, by what was measured or learned; at most once a second. */
  | (At & { readonly type: 'held'; readonly task: number; readonly held: Bytes })
  /**
   * What memory is predicted from, and the typical error of a prediction as a share of what the attempt takes by the header and
   * 50 MB; `files`: how many attempts it was learned from. Written when the facts change, and at the end.
   */
  | (At & {
      readonly type: 'memory-model';
      readonly facts: readonly MemoryFact[];
      readonly error: number;
      readonly files: number;
    })
  /**
   * What the models are at the end. Memory: `base` without a file, `gamma` bytes more for each byte of a file, and the spreads above
   * the expected value that cover nine tenths of the attempts (null if too few were measured). Computing: milliseconds without a
   * byte, and more for each gigabyte. Storage: bytes per second of a number of loads together, where loads were limited by it.
   */
  | (At & {
      readonly type: 'models';
      readonly memory: { readonly base: Bytes; readonly gamma: number; readonly quantile: number | null };
      readonly compute: { readonly base: number; readonly perGigabyte: number };
      readonly storage: readonly (readonly [loads: number, bytesPerSecond: number])[];
    })
  /**
   * What was measured since the sample before; about one a second at first, later up to 2,000 in all for each doubling of the
   * time. No decision follows from it: it may be missing.
   */
  | (At & {
      readonly type: 'sample';
      /** The time that it is about, up to `at`. */
      readonly span: Milliseconds;
      /** Resident set of all workers and what was held of the budget: the largest of each. */
      readonly res: Bytes;
      readonly hold: Bytes;
      /** Tasks on average: starting, loading, loaded and waiting, computing, held back or paused. */
      readonly n: readonly [number, number, number, number, number];
      /** Bytes that workers read, and core time that they used. */
      readonly read: Bytes;
      readonly cpu: Milliseconds;
      /** Loads that may be active at a time. */
      readonly loads: number;
      /** What kept the batch from being faster for most of the span. */
      readonly bound: Binding;
      /** The memory budget, where it is no longer that of the header. */
      readonly budget?: Bytes;
      /** Memory that the system said was available. */
      readonly free?: Bytes;
      /** The largest share of time in which everything stalled for lack of memory. */
      readonly stall?: number;
      /** Licence seats that are held, and those that there are. */
      readonly seats?: readonly [number, number];
    })
  | (At & { readonly type: 'worker-started'; readonly worker: number; readonly pid: number })
  | (At & {
      readonly type: 'phase';
      readonly task: number;
      readonly phase: 'computing' | 'suspended' | 'stopping';
    })
  | (At & {
      readonly type: 'settled';
      readonly task: number;
      readonly attempt: number;
      readonly outcome: Outcome;
      readonly measures: AttemptMeasures | null;
      /** What it held of the budget at the end, corrected by what was measured. */
      readonly reserved: Bytes;
      /** The largest resident set that was sampled from outside during the attempt. */
      readonly observedHighWater: Bytes | null;
      /** How the attempt went; absent if it succeeded. */
      readonly evidence?: Evidence;
      /** Of another node of a fleet: its name, and the place of its record on the board. */
      readonly node?: string;
      readonly seq?: number;
    })
  | (At & {
      readonly type: 'worker-lost';
      readonly worker: number;
      readonly exitCode: number | null;
      readonly signal: string | null;
      readonly proof?: MemoryProof;
      readonly log?: string;
    })
  | (At & {
      readonly type: 'warning';
      readonly task: number | null;
      readonly code: string;
      readonly message: string;
    })
  /** The task is queued again: for no fault of its own, or for a retry. */
  | (At & {
      readonly type: 'requeued';
      readonly task: number;
      readonly cause: RequeueCause;
      /** Absent in some journals of version 1. */
      readonly attempt?: number;
      /** The outcome that the task would have had without another attempt. */
      readonly outcome?: Outcome;
      readonly evidence?: Evidence;
      /** Nothing else will be in flight during the next attempt. */
      readonly nextAlone?: true;
      /** The next attempt does not start before this time, in milliseconds like `at`. */
      readonly notBefore?: Milliseconds;
      /** Why its node gave it back, or who took it from one that is gone. */
      readonly because?: string;
      /** Of another node of a fleet: its name, and the place of its record on the board. */
      readonly node?: string;
      readonly seq?: number;
    })
  /**
   * Why the task at the head of the queue waits, recorded when the reason changes; `tasks` counts the tasks that wait. The
   * values are the ones the decision was made with.
   */
  | (At & { readonly type: 'waiting'; readonly reason: WaitReason; readonly tasks: number })
  /**
   * Licence seats: how many tasks may hold one from now on (null: no limit is known), and what changed. `waiting`: no seat
   * is available; `paused`: none has been for so long that claims are now rare; `granted`: a seat is available again.
   */
  | (At & {
      readonly type: 'seats';
      readonly limit: number | null;
      readonly state: 'limited' | 'waiting' | 'paused' | 'granted';
    })
  /** How many loads may be active from now on, and the measured rate that led to it. */
  | (At & { readonly type: 'load-permits'; readonly permits: number; readonly bytesPerSecond: number })
  /** Somebody wants this of the batch. `memory`: the most that its budget may be from now on, null for no such limit. */
  | (At & {
      readonly type: 'order';
      readonly what: 'pause' | 'unpause' | 'memory';
      readonly cause: string;
      readonly memory?: Bytes | null;
    })
  /** Nothing more is admitted: `drain` lets running attempts finish, `cancel` ends them. */
  | (At & { readonly type: 'stopping'; readonly cause: string; readonly how: 'drain' | 'cancel' })
  | (At & {
      readonly type: 'ended';
      readonly settled: number;
      readonly unsettled: number;
      readonly ending: 'complete' | 'drained' | 'cancelled';
      /** Measured rate of the storage, in bytes per second: for one load, and the largest. Null if not measured. */
      readonly storage: { readonly rateAt1: number; readonly maxRate: number } | null;
    });

export type RecordOf<Type extends JournalRecord['type']> = Extract<JournalRecord, { type: Type }>;
