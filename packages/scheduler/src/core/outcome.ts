import type { Bytes, Fault, Milliseconds } from '@ballast/resource-model';

/** Whether another attempt could end otherwise. */
export type Retry = 'never' | 'same-demand' | 'larger-demand';

/** How a process ended, as the operating system told it. */
export interface ProcessEnd {
  readonly exitCode: number | null;
  readonly signal: string | null;
  /** The last lines that the worker wrote to its standard error. */
  readonly stderr: readonly string[];
}

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
  | { readonly kind: 'hung'; readonly retry: 'never'; readonly idleFor: Milliseconds }
  | { readonly kind: 'seat-denied'; readonly retry: 'same-demand'; readonly fault: Fault }
  | { readonly kind: 'worker-lost'; readonly retry: 'same-demand' | 'never'; readonly end: ProcessEnd }
  | { readonly kind: 'cancelled'; readonly retry: 'same-demand'; readonly cause: string }
  | { readonly kind: 'refused'; readonly retry: 'never'; readonly reason: string; readonly needed: Bytes };

export type OutcomeKind = Outcome['kind'];
