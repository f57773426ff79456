import type { Bytes, Capacity, Fault, Milliseconds, Usage } from '@ballast/resource-model';
import type { AttemptMeasures } from './measures.ts';
import type { SharedEvent } from './shared-event.ts';
import type { Findings, ProcessEnd, WrittenFile } from './tasks/outcome.ts';
import type { TaskId, WorkerId } from './tasks/task-state.ts';

/** What the worker reports at the end of an attempt that ran through. */
export type AttemptEnd =
  | ({
      readonly kind: 'succeeded';
      readonly result: string | null;
      /** What the attempt wrote: its result first. */
      readonly files?: readonly WrittenFile[];
      readonly measures: AttemptMeasures;
    } & Findings)
  | { readonly kind: 'failed'; readonly fault: Fault; readonly measures: AttemptMeasures };

/** What a load reports of itself, at one instant. */
export interface LoadReport {
  readonly bytesRead: number;
  /** Resident set of its process; absent if it does not say. */
  readonly resident?: Bytes;
  /** Processor time that starting its process took; in its first report only. */
  readonly startCpu?: Milliseconds;
  /** It waits, since the bytes granted to it, this number, do not cover its next piece. */
  readonly stoppedAt?: number;
}

/**
 * What somebody wants of a batch that runs: nothing is admitted from now on (`pause`), or again (`unpause`); the memory budget is at most
 * this from now on, null for what the batch itself allows.
 */
export type Order =
  | { readonly what: 'pause' | 'unpause'; readonly cause: string }
  | { readonly what: 'memory'; readonly most: Bytes | null; readonly cause: string };

/** What happens to the scheduler. Ports answer with these events; nothing else changes the state. */
export type SchedulerEvent =
  | SharedEvent
  | { readonly type: 'opened' }
  | { readonly type: 'worker-started'; readonly worker: WorkerId; readonly pid: number }
  | ({ readonly type: 'loading'; readonly worker: WorkerId; readonly task: TaskId } & LoadReport)
  | { readonly type: 'loaded'; readonly worker: WorkerId; readonly task: TaskId; readonly resident: Bytes }
  /** The attempt's memory grows no more. */
  | {
      readonly type: 'settled-in';
      readonly worker: WorkerId;
      readonly task: TaskId;
      readonly resident: Bytes;
    }
  | {
      readonly type: 'attempt-ended';
      readonly worker: WorkerId;
      readonly task: TaskId;
      readonly end: AttemptEnd;
    }
  /** Several attempts of a worker, one after the other, in this order: the first of them is the one that it was known to have. */
  | {
      readonly type: 'attempts-ended';
      readonly worker: WorkerId;
      readonly ends: readonly { readonly task: TaskId; readonly end: AttemptEnd }[];
    }
  | { readonly type: 'worker-lost'; readonly worker: WorkerId; readonly end: ProcessEnd }
  /**
   * The workers were measured. `pressure`: share of the last seconds in which everything stalled for lack of memory; null
   * if unknown. `own`: core time that the coordinator used since the last tick. `available`: memory that the system
   * says is available; null if unknown. `idle`: core time in which the machine's cores had nothing to do since the last tick,
   * whoever used the rest; null or absent if unknown. `slept`: how much later than planned the
   * tick comes, if by so much that this process was stopped or the machine asleep; absent otherwise.
   */
  | {
      readonly type: 'tick';
      readonly usages: ReadonlyMap<WorkerId, Usage>;
      readonly pressure?: number | null;
      readonly own?: Milliseconds;
      readonly available?: Bytes | null;
      readonly idle?: Milliseconds | null;
      readonly slept?: Milliseconds;
    }
  | { readonly type: 'capacity'; readonly capacity: Capacity }
  /**
   * Results or the journal cannot be written any more: what runs may end, nothing more is admitted. `voided`: workers whose
   * orders to run were not carried out, since they could not be recorded. `full`: whether the storage is full.
   */
  | {
      readonly type: 'storage-fault';
      readonly message: string;
      readonly voided?: readonly WorkerId[];
      readonly full?: boolean;
    }
  | { readonly type: 'order'; readonly order: Order }
  | { readonly type: 'drain'; readonly cause: string }
  | { readonly type: 'cancel'; readonly cause: string };
