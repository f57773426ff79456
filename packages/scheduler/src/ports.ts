import type { Milliseconds, Usage } from '@ballast/resource-model';
import type { SchedulerEvent } from './core/state/event.ts';
import type { TaskId, WorkerId } from './core/state/task-state.ts';
import type { JournalRecord } from './journal/record.ts';

/** Time that only moves forward. Milliseconds since an epoch of the clock's own. */
export interface Clock {
  now(): Milliseconds;
}

/** Carries attempts out in worker processes and tells what becomes of them through the listener. */
export interface TaskRunner {
  /** Must be called once, before anything else. */
  listen(listener: (event: SchedulerEvent) => void): void;
  run(assignment: Assignment): void;
  go(worker: WorkerId): void;
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
}

/** Measures processes from outside, so that one blocked in a native call is still seen. */
export interface UsageSampler {
  /** A process that is gone is absent from the answer. */
  sample(pids: readonly number[]): ReadonlyMap<number, Usage>;
  close(): void;
}

/** Where records go. */
export interface JournalSink {
  /** Returns when the records are handed to the operating system, in order. */
  append(records: readonly JournalRecord[]): void;
  /**
   * After an `append` that threw: takes back what it left behind, so that the same records can be appended again. Without
   * it nothing more is appended after a failure.
   */
  recover?(): void;
  /** Settles when everything appended so far is on storage. */
  sync(): Promise<void>;
}
