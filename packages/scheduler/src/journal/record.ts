import type { Bytes, Milliseconds } from '@ballast/resource-model';
import type { AttemptMeasures } from '../core/state/event.ts';
import type { Evidence, MemoryProof, Outcome, RequeueCause } from '../core/state/outcome.ts';
import type { WaitReason } from '../core/state/wait-reason.ts';

/** Version of the journal format that this code writes and the newest that it reads. */
export const JOURNAL_VERSION = 1;

/** First line of every journal. */
export interface JournalHeader {
  readonly type: 'journal';
  readonly version: number;
  /** Product and version that wrote it. */
  readonly product: string;
  readonly host: string;
  readonly pid: number;
  /** Wall-clock time of the first record, ISO 8601; every record's `at` counts from here. */
  readonly startedAt: string;
  readonly batch: string;
  readonly reader: string;
  /** What reads the files: the reader's version and, where there is one, its library's path and version. */
  readonly readerDetails: Readonly<Record<string, string>>;
  /** SHA-256 of the effective batch. */
  readonly batchHash: string;
  readonly inputs: number;
  /** Logical processors that the batch may use. */
  readonly cores: number;
  /** `workers`: most tasks in flight that the user allowed; null where it was left to Ballast. */
  readonly budget: { readonly memory: Bytes; readonly source: string; readonly workers: number | null };
}

interface At {
  /** Milliseconds since the header's `startedAt`. */
  readonly at: Milliseconds;
}

/** One line of the journal. */
export type JournalRecord =
  | JournalHeader
  /**
   * One per input, in input order, before anything is admitted. `file` is relative to the input folder; `modified`: when
   * the file was last written, in milliseconds since 1970, null or absent where that is not told.
   */
  | {
      readonly type: 'input';
      readonly task: number;
      readonly file: string;
      readonly size: number;
      readonly modified?: number | null;
    }
  /** What became of the task in an earlier journal still holds. */
  | { readonly type: 'kept'; readonly task: number; readonly outcome: Outcome }
  /** Another process goes on with the batch; what its predecessor had in flight is lost. */
  | (At & {
      readonly type: 'resumed';
      readonly product: string;
      readonly host: string;
      readonly pid: number;
      /** Wall-clock time, ISO 8601. */
      readonly time: string;
      /** Tasks that keep their outcome, and those that are to run. */
      readonly done: number;
      readonly left: number;
    })
  /**
   * The tables and the report are in their places, made of everything above. `licences`: the states of the licences that
   * readers held, where they tell.
   */
  | (At & { readonly type: 'published'; readonly licences?: readonly string[] })
  | (At & {
      readonly type: 'admitted';
      readonly task: number;
      readonly attempt: number;
      readonly worker: number;
      readonly commit: Bytes;
      /** What the models expected: resident set, and time to compute. */
      readonly expected: { readonly memory: Bytes; readonly compute: Milliseconds };
      readonly alone?: true;
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
      /** The reservation at the end, after what was measured had corrected it. */
      readonly reserved: Bytes;
      /** Largest resident set sampled from outside during the attempt. */
      readonly observedHighWater: Bytes | null;
      /** How the attempt went that did not succeed; absent of those that did. */
      readonly evidence?: Evidence;
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
  /** The task waits again: no failure of its own, or one after which it is tried once more. */
  | (At & {
      readonly type: 'requeued';
      readonly task: number;
      readonly cause: RequeueCause;
      /** Absent in journals of before there were retries. */
      readonly attempt?: number;
      /** What would have become of the task without another attempt. */
      readonly outcome?: Outcome;
      readonly evidence?: Evidence;
      /** The next attempt has nothing beside it. */
      readonly alone?: true;
      /** Not before this time, in milliseconds as `at`. */
      readonly until?: Milliseconds;
    })
  /**
   * Licence seats: tasks that may hold one from now on (null: no limit is known), and how the batch fares. `waiting`: none
   * was to be had; `paused`: for so long that it is only looked for now and then; `granted`: there is one again.
   */
  | (At & {
      readonly type: 'seats';
      readonly limit: number | null;
      readonly state: 'limited' | 'waiting' | 'paused' | 'granted';
    })
  /**
   * Why the task that would start next waits, whenever that has become another reason; at most one record a second.
   * `task`: that task; `tasks`: how many wait.
   */
  | (At & {
      readonly type: 'waiting';
      readonly task: number;
      readonly reason: WaitReason;
      readonly tasks: number;
    })
  /** Concurrent loads from now on, and the rate that led to it. */
  | (At & { readonly type: 'limit'; readonly loads: number; readonly bytesPerSecond: number })
  | (At & { readonly type: 'drain'; readonly cause: string; readonly how: 'drain' | 'cancel' })
  | (At & {
      readonly type: 'ended';
      readonly settled: number;
      readonly unsettled: number;
      readonly ending: 'complete' | 'drained' | 'cancelled';
      /** What the storage was seen to deliver, in bytes per second: to one load, and at most. Null where not seen. */
      readonly storage: { readonly rateAt1: number; readonly maxRate: number } | null;
    });
