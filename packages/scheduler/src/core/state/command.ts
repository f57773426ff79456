import type { JournalRecord } from '../../journal/record.ts';
import type { Follower, TaskId, WorkerId } from './tasks/task-state.ts';

/** What the engine does after a transition; `record` commands come first, whatever their position in the list. */
export type Command =
  | { readonly type: 'record'; readonly record: JournalRecord }
  /** Starts the attempt on this worker; a worker number that is new means a new process. */
  | {
      readonly type: 'run';
      readonly worker: WorkerId;
      readonly task: TaskId;
      readonly attempt: number;
      /** The attempt may compute as soon as it is loaded; else it waits for `go`. */
      readonly go: boolean;
      /** Bytes that it may read before more are granted; null for all. */
      readonly credit: number | null;
      /** Brief tasks that the worker carries out afterwards, one after the other, without asking; absent for none. */
      readonly followers?: readonly Follower[];
    }
  | { readonly type: 'go'; readonly worker: WorkerId }
  /** The load may read this many bytes in all, null for all of them. Fewer than before: it stops between two pieces. */
  | { readonly type: 'credit'; readonly worker: WorkerId; readonly bytes: number | null }
  /** Asks a load to pause between two pieces, and to resume. */
  | { readonly type: 'pause'; readonly worker: WorkerId }
  | { readonly type: 'resume'; readonly worker: WorkerId }
  /** Suspends and continues the process from outside, whatever it does. */
  | { readonly type: 'suspend'; readonly worker: WorkerId }
  | { readonly type: 'continue'; readonly worker: WorkerId }
  /** Ends the process: `politely` lets it clean up, `now` kills it. A `worker-lost` event follows. */
  | { readonly type: 'stop-worker'; readonly worker: WorkerId; readonly how: 'politely' | 'now' }
  /** Ends an idle worker; no event follows. */
  | { readonly type: 'retire-worker'; readonly worker: WorkerId }
  | { readonly type: 'finish' };
