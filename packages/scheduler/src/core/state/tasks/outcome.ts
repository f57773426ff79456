import type { Bytes, Fault, Milliseconds } from '@ballast/resource-model';

/** A file as it was when it was written. */
export interface WrittenFile {
  /** Relative to the output folder, with forward slashes. */
  readonly name: string;
  readonly bytes: number;
  /** SHA-256 of its content, in lower-case hexadecimal digits. */
  readonly sha256: string;
}

/** Whether another attempt could end otherwise. */
export type Retry = 'never' | 'same-demand' | 'larger-demand';

/** What proves that a process ended because memory ran out: a counter of the system that went up. */
export interface MemoryProof {
  readonly kind: 'cgroup-oom-kill' | 'job-object-limit' | 'allocation-failed';
  /** The counter after the process's end. */
  readonly counter: number;
}

/** How a process ended, as the operating system reported it. */
export interface ProcessEnd {
  readonly exitCode: number | null;
  readonly signal: string | null;
  /** The last lines that the worker wrote to its standard error. */
  readonly stderr: readonly string[];
  /** Null, or absent, if nothing proves that memory was the cause. */
  readonly proof?: MemoryProof | null;
  /** File with everything that the worker wrote; null, or absent, if none was kept. */
  readonly log?: string | null;
}

/** What was measured of an attempt from outside, up to its last measurement. */
export interface AttemptUsage {
  /** Largest resident set. */
  readonly highWater: Bytes | null;
  readonly cpuTime: Milliseconds;
  /** Null if the system does not count it. */
  readonly bytesRead: Bytes | null;
}

/** What is known, besides the outcome, of an attempt that did not succeed. */
export interface Evidence {
  /** Null if no measurement was taken. */
  readonly usage: AttemptUsage | null;
  /** How its process ended; absent if it did not end or the outcome has it. */
  readonly end?: ProcessEnd;
}

/** Why a task waits again instead of settling. */
export type RequeueCause =
  /** Others needed its memory; its worker was dying already; the order to run it was void. */
  | 'memory-needed'
  | 'worker-was-dying'
  | 'not-started'
  /** Its process ended while it had several brief tasks: each of them runs again on its own. */
  | 'one-of-several'
  /** No licence seat was available: no failure of the task. */
  | 'seat-denied'
  /** Its result could not be written: no failure of the task. */
  | 'output-failed'
  /** Its node gave it back, or is gone; or the right to attempt it was lost to another node. */
  | 'given-back'
  /** Failures after which it is retried. */
  | RetryReason;

/** Failures that another attempt may not have; see `RetryPolicy`. */
export type RetryReason =
  | 'worker-lost'
  | 'out-of-memory'
  | 'hung'
  | 'timed-out'
  | 'unstable-input'
  /** A program of the user's own ended with an exit code after which it is run again. */
  | 'exit-code'
  | 'input-unavailable';

/** Something to know about an attempt that succeeded. */
export interface Note {
  /** `problem`: a column has no value; `warning`: the values are there, with a reservation about them. */
  readonly kind: 'problem' | 'warning';
  readonly code: string;
  readonly message: string;
}

/**
 * How much of a simulation a file has, by the file itself: `partial` ended early or was used only in part, `suspect` has
 * values that are not to be trusted, `unstable` gave up.
 */
export const COMPLETENESS = ['complete', 'partial', 'suspect', 'unstable'] as const;

/** What an attempt that succeeded found. */
export interface Findings {
  /** Columns of this input that have no values although the file could be read. */
  readonly problems: number;
  /** The first of the problems and warnings, at most `MOST_NOTES`. */
  readonly notes: readonly Note[];
  readonly completeness: (typeof COMPLETENESS)[number];
}

/** Notes that one outcome keeps; the others are only counted. */
export const MOST_NOTES = 50;

/** What became of a task: data, never thrown. Each kind has only the fields that are true of it. */
export type Outcome =
  | ({
      readonly kind: 'succeeded';
      readonly retry: 'never';
      /** File with the published result, relative to the output folder; null for a task that yields none. */
      readonly result: string | null;
      /** The result file and its time series, as the worker wrote them; absent in journals before version 3. */
      readonly files?: readonly WrittenFile[];
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
  /** No core time used, no byte read and no progress reported for `idleFor`. */
  | { readonly kind: 'hung'; readonly retry: 'never'; readonly idleFor: Milliseconds }
  | { readonly kind: 'seat-denied'; readonly retry: 'same-demand'; readonly fault: Fault }
  | {
      readonly kind: 'worker-lost';
      readonly retry: 'same-demand' | 'never';
      readonly end: ProcessEnd;
      /** It lost its worker in every attempt, also when it ran alone: it is not retried. */
      readonly quarantined?: true;
      /** Workers that it lost; only if it is quarantined. */
      readonly lost?: number;
    }
  | { readonly kind: 'cancelled'; readonly retry: 'same-demand'; readonly cause: string }
  | { readonly kind: 'refused'; readonly retry: 'never'; readonly reason: string; readonly needed: Bytes };

export type OutcomeKind = Outcome['kind'];
