import type { Bytes } from '@ballast/resource-model';
import type { AttemptMeasures } from './measures.ts';
import type { Evidence, Outcome } from './tasks/outcome.ts';
import type { TaskId, WorkerId } from './tasks/task-state.ts';

/** What another node of the fleet did: its name, and the place of its record on the board. */
export interface OnBoard {
  readonly node: string;
  readonly seq: number;
}

/** Another node has the right to attempt the task. */
export interface TakenElsewhere extends OnBoard {
  readonly task: TaskId;
  readonly attempt: number;
  /** Tells the attempts in flight on all nodes apart. */
  readonly worker: WorkerId;
}

/** What became of a task on another node. */
export interface Settlement extends OnBoard {
  readonly attempt: number;
  readonly outcome: Outcome;
  readonly measures: AttemptMeasures | null;
  readonly reserved: Bytes;
  readonly observedHighWater: Bytes | null;
  readonly evidence?: Evidence;
}

/** What happens to a batch that several machines share. The board decides; these events say what it says. */
export type SharedEvent =
  | { readonly type: 'elsewhere'; readonly tasks: readonly TakenElsewhere[] }
  /**
   * The attempt of this worker has no claim, or none any more: the board says what becomes of its task. `left`: the worker is
   * idle, since it was never given the task, or there is no such process.
   */
  | { readonly type: 'claim-lost'; readonly worker: WorkerId; readonly left: 'idle' | 'nothing' }
  /** The task waits for a node again; `attempts`: those begun on any node. `by` is absent if nobody else had it. */
  | {
      readonly type: 'came-back';
      readonly task: TaskId;
      readonly attempts: number;
      readonly by?: OnBoard & { readonly because: string };
    }
  | { readonly type: 'settled-elsewhere'; readonly task: TaskId; readonly settlement: Settlement }
  /** The largest budget of the other live nodes that have more than this one, in bytes, null if there is none; the cores of all others. */
  | { readonly type: 'peers'; readonly largest: Bytes | null; readonly cores: number };
