import type { Bytes, Fault, Milliseconds } from '@ballast/resource-model';

/** Whether another attempt could end otherwise. */
export type Retry = 'never' | 'same-demand' | 'larger-demand';

/** What shows that a process was ended for want of memory: a counter of the system's that was seen to go up. */
export interface MemoryProof {
  readonly kind: 'cgroup-oom-kill' | 'job-object-limit' | 'allocation-failed';
  /** The counter after the process's end. */
  readonly counter: number;
}

/** How a process ended, as the operating system told it. */
export interface ProcessEnd {
  readonly exitCode: number | null;
  readonly signal: string | null;
  /** The last lines that the worker wrote to its standard error. */
  readonly stderr: readonly string[];
  /** Null, or absent, where nothing proves that memory was the cause. */
  readonly proof?: MemoryProof | null;
  /** File with everything that the worker wrote; null, or absent, where none was kept. */
  readonly log?: string | null;
}

/** What was measured of an attempt from outside, up to its last measurement. */
export interface AttemptUsage {
  /** Largest resident set. */
  readonly highWater: Bytes | null;
  readonly cpuTime: Milliseconds;
  /** Null where the system does not tell. */
  readonly bytesRead: Bytes | null;
}

/** What is known of an attempt that did not succeed, besides its outcome. */
export interface Evidence {
  /** Null where no measurement was taken. */
  readonly usage: AttemptUsage | null;
  /** How its process ended, where it did and the outcome does not say so itself. */
  readonly end?: ProcessEnd;
}

/** Why a task waits again instead of settling. */
export type RequeueCause =
  /** Its memory was needed by others; it was given to a worker that was dying already; the order to run it was void. */
  | 'memory-needed'
  | 'worker-was-dying'
  | 'not-started'
  /** There was no licence seat for it: says nothing of the task. */
  | 'seat-denied'
  /** Its result could not be written: says nothing of the task. */
  | 'output-failed'
  /** Failures after which it is tried again. */
  | RetryReason;

/** Failures that another attempt may not have; see `RetryPolicy`. */
export type RetryReason =
  | 'worker-lost'
  | 'out-of-memory'
  | 'hung'
  | 'timed-out'
  | 'unstable-input'
  | 'input-unavailable';

/** Something that an attempt found worth telling although it succeeded. */
export interface Note {
  /** `problem`: a column has no value; `warning`: the values are there, with something to know about them. */
  readonly kind: 'problem' | 'warning';
  readonly code: string;
  readonly message: string;
}

/** What an attempt that succeeded found. */
export interface Findings {
  /** Columns of this input that have no values although the file could be read. */
  readonly problems: number;
  /** The first of the problems and warnings, at most `MOST_NOTES`. */
  readonly notes: readonly Note[];
  /** What the file itself says: ended before its planned end, or gave up. */
  readonly completeness: 'complete' | 'partial' | 'unstable';
}

/** Notes that one outcome keeps; the rest is only counted. */
export const MOST_NOTES = 50;

/** What became of a task: data, never thrown. Each carries only what is true of it. */
export type Outcome =
  | ({
      readonly kind: 'succeeded';
      readonly retry: 'never';
      /** File with the published result, relative to the output folder; null for a task that yields none. */
      readonly result: string | null;
    } & Findings)
  | { readonly kind: 'failed'; readonly retry: Retry; readonly fault: Fault }
  | {
      readonly kind: 'out-of-memory';
      readonly retry: 'larger-demand' | 'never';
      readonly proof: string;
      readonly highWater: Bytes;
      readonly end: ProcessEnd;
    }
  | { readonly kind: 'timed-out'; readonly retry: 'never'; readonly after: Milliseconds }
  /** No computing time, no byte read and no word of progress for so long. */
  | { readonly kind: 'hung'; readonly retry: 'never'; readonly idleFor: Milliseconds }
  | { readonly kind: 'seat-denied'; readonly retry: 'same-demand'; readonly fault: Fault }
  | {
      readonly kind: 'worker-lost';
      readonly retry: 'same-demand' | 'never';
      readonly end: ProcessEnd;
      /** It took its worker with it every time, also with nothing beside it: it is not tried again. */
      readonly quarantined?: true;
      /** Workers that it lost, where it is quarantined. */
      readonly lost?: number;
    }
  | { readonly kind: 'cancelled'; readonly retry: 'same-demand'; readonly cause: string }
  | { readonly kind: 'refused'; readonly retry: 'never'; readonly reason: string; readonly needed: Bytes };

export type OutcomeKind = Outcome['kind'];
