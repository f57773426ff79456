import type { Capacity, Milliseconds, StorageKind } from '@ballast/resource-model';
import type { LimitPolicy } from '../policy/limit-policy.ts';
import type { RetryPolicy } from '../policy/retry-policy.ts';
import type { SeatPolicy } from '../policy/seat-policy.ts';
import type { Models } from './memory/models.ts';

/**
 * When the memory of an attempt grows: with the bytes that its reader reads, or only after the whole file has been read once
 * into the page cache (a library whose load is one blocking call), or at any time while it computes (a program of the user's
 * own, which has no load apart from the rest).
 */
export type MemoryGrowth = 'while-loading' | 'after-loading' | 'while-computing';

/** What a batch asks of the scheduler. */
export interface SchedulerConfig {
  readonly capacity: Capacity;
  /** Most tasks in flight that the user allows. */
  readonly workers: 'auto' | number;
  /** Concurrent loads: searched for, or the number that the user sets. */
  readonly loads: 'auto' | number;
  readonly policy: LimitPolicy;
  readonly storage: StorageKind;
  readonly memoryGrowth: MemoryGrowth;
  /** Threads that one attempt computes with; workers x threads stay within the cores. */
  readonly nativeThreads: number;
  /** Longest time that an attempt may make progress for; null for no limit. Waiting and pauses do not count. */
  readonly timeout: Milliseconds | null;
  /** An attempt may compute for this many times the median of those that succeeded; absent or null for no such limit. */
  readonly timeoutFactor?: number | null;
  /** From asking an attempt to stop to killing it. */
  readonly killGrace: Milliseconds;
  readonly models: Models;
  readonly seatsPerTask: number;
  /** How licence seats are claimed; absent or null if tasks need none. */
  readonly licences?: SeatPolicy | null;
  /** How many retries a task gets; absent or null for none. */
  readonly retries?: RetryPolicy | null;
  /** Nothing is admitted here: other nodes have the tasks, and this one only follows them. Absent for false. */
  readonly onlyFollows?: boolean;
  /** An attempt that uses no core, reads nothing and reports nothing for this long is stopped; absent or null for never. */
  readonly hungAfter?: Milliseconds | null;
  /** Most brief tasks that a worker gets with one order; absent for one. */
  readonly mostTogether?: number;
}
