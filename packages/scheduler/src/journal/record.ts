import type { Bytes, Milliseconds } from '@ballast/resource-model';
import type { AttemptMeasures } from '../core/event.ts';
import type { Outcome } from '../core/outcome.ts';

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
  /** One per input, in input order, before anything is admitted. `file` is relative to the input folder. */
  | { readonly type: 'input'; readonly task: number; readonly file: string; readonly size: number }
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
    })
  | (At & {
      readonly type: 'worker-lost';
      readonly worker: number;
      readonly exitCode: number | null;
      readonly signal: string | null;
    })
  | (At & {
      readonly type: 'warning';
      readonly task: number | null;
      readonly code: string;
      readonly message: string;
    })
  /** The task waits again: its attempt gave its memory to others, or was given to a worker that was dying already. */
  | (At & {
      readonly type: 'requeued';
      readonly task: number;
      readonly cause: 'memory-needed' | 'worker-was-dying';
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
