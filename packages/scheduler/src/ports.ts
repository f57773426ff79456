import type { Milliseconds, Usage } from '@ballast/resource-model';
import type { SchedulerEvent } from './core/state/event.ts';
import type { Follower, TaskId, WorkerId } from './core/state/tasks/task-state.ts';
import type { JournalRecord } from './journal/record.ts';

/** Time that only moves forward. Milliseconds since an epoch of the clock's own. */
export interface Clock {
  now(): Milliseconds;
}

/** Runs attempts in worker processes and reports what becomes of them to the listener. */
export interface TaskRunner {
  /** Must be called once, before anything else. */
  listen(listener: (event: SchedulerEvent) => void): void;
  run(assignment: Assignment): void;
  go(worker: WorkerId): void;
  /** Bytes that its load may read in all; null for all of them. */
  credit(worker: WorkerId, bytes: number | null): void;
  pause(worker: WorkerId): void;
  resume(worker: WorkerId): void;
  suspend(worker: WorkerId): void;
  continue(worker: WorkerId): void;
  stop(worker: WorkerId, how: 'politely' | 'now'): void;
  retire(worker: WorkerId): void;
  /** Process id of a live worker. */
  pid(worker: WorkerId): number | null;
  /** Ends every worker; settles when no process is left. */
  close(): Promise<void>;
}

export interface Assignment {
  readonly worker: WorkerId;
  readonly task: TaskId;
  readonly attempt: number;
  readonly go: boolean;
  /** Bytes that the load may read before more are granted; null for all. */
  readonly credit: number | null;
  /** Brief tasks that the worker carries out afterwards, one after the other, without asking; absent for none. */
  readonly followers?: readonly Follower[];
}

/** Measures processes from outside, so that one blocked in a native call is measured too. */
export interface UsageSampler {
  /** The answer leaves out processes that have ended. */
  sample(pids: readonly number[]): ReadonlyMap<number, Usage>;
  close(): void;
}

/** Takes the records of the journal. */
export interface JournalSink {
  /** Returns when the records are handed to the operating system, in order. */
  append(records: readonly JournalRecord[]): void;
  /**
   * After an `append` that threw: removes what it left behind, so that the same records can be appended again. If absent,
   * nothing more is appended after a failure.
   */
  recover?(): void;
  /** Settles when everything appended so far is on storage. */
  sync(): Promise<void>;
}
