import type { JournalRecord } from '../../journal/record.ts';
import type { TaskId, WorkerId } from './task-state.ts';

/** What the engine does after a transition; `record` commands first, whatever their place in the list. */
export type Command =
  | { readonly type: 'record'; readonly record: JournalRecord }
  /** Starts the attempt on this worker; a worker number not used before means a new process. */
  | {
      readonly type: 'run';
      readonly worker: WorkerId;
      readonly task: TaskId;
      readonly attempt: number;
      /** The attempt may compute as soon as it is loaded; otherwise it waits for `go`. */
      readonly go: boolean;
    }
  | { readonly type: 'go'; readonly worker: WorkerId }
  /** Asks a load to wait between two pieces, and to go on. */
  | { readonly type: 'pause'; readonly worker: WorkerId }
  | { readonly type: 'resume'; readonly worker: WorkerId }
  /** Stops and continues the process from outside, whatever it does. */
  | { readonly type: 'suspend'; readonly worker: WorkerId }
  | { readonly type: 'continue'; readonly worker: WorkerId }
  /** Ends the process: `politely` lets it clean up, `now` does not. A `worker-lost` event follows. */
  | { readonly type: 'stop-worker'; readonly worker: WorkerId; readonly how: 'politely' | 'now' }
  /** Ends an idle worker; no event follows. */
  | { readonly type: 'retire-worker'; readonly worker: WorkerId }
  | { readonly type: 'finish' };
