import type { Milliseconds } from '@ballast/resource-model';

/** How many retries a task gets, by what went wrong. Denied seats and memory that others needed do not count as failures. */
export interface RetryPolicy {
  /** After a worker was lost for an unknown cause: retries at normal concurrency, then retries running alone. */
  readonly workerLost: number;
  readonly workerLostAlone: number;
  /** Retries running alone, with more memory. */
  readonly outOfMemory: number;
  readonly hung: number;
  readonly timedOut: number;
  /** After the input changed while it was being read. */
  readonly unstableInput: number;
  /** How long to wait for an input that has become unavailable. */
  readonly unavailableInput: Milliseconds;
  /** Exit code of a program of the user's own -> retries after it; absent if there are none. */
  readonly exitCodes?: Readonly<Record<string, number>>;
}
