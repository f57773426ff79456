import type { Milliseconds } from '@ballast/resource-model';
import type { JournalDamage, JournalHeader, RecordOf } from '@ballast/scheduler/journal';
import type { InFlightSummary } from './in-flight.ts';
import type { TaskStory } from './task-story.ts';

/** What a journal comes to: each task attempt by attempt, and the batch as a whole. Times count from `header.startedAt`. */
export interface BatchStory {
  readonly header: JournalHeader;
  /** In input order. */
  readonly tasks: readonly TaskStory[];
  /** Warnings about the batch as a whole. */
  readonly warnings: readonly (RecordOf<'warning'> | RecordOf<'compared'>)[];
  /** The process that runs the batch, or ran it last. */
  readonly process: { readonly host: string; readonly pid: number };
  /** How many times another process resumed the batch. */
  readonly resumed: number;
  readonly inFlight: InFlightSummary;
  /** `lost` counts every worker that ended while the batch went on, including those ended for a timeout. */
  readonly workers: { readonly started: number; readonly lost: number };
  /** Claims of a licence seat that were denied, and the time during which no seat was available. */
  readonly seats: { readonly denied: number; readonly waited: Milliseconds };
  /** Failed attempts that were followed by a retry. */
  readonly retried: number;
  /** The last record of why the head of the queue waits; null if the process that runs the batch wrote none. */
  readonly waiting: RecordOf<'waiting'> | null;
  /** What memory is predicted from; null if nothing was learned. */
  readonly memoryModel: RecordOf<'memory-model'> | null;
  /** What the models were at the end; null if the journal does not say. */
  readonly models: RecordOf<'models'> | null;
  /** How long the batch was to take; null if it was not predicted, as one that reuses results of an earlier one. */
  readonly predicted: RecordOf<'predicted'> | null;
  /** Why nothing more is admitted; null if the batch was not stopped. */
  readonly stop: RecordOf<'stopping'> | null;
  /** Null if the journal breaks off: its process was killed, or is still writing it. */
  readonly ended: RecordOf<'ended'> | null;
  /** Time of the last record. */
  readonly at: Milliseconds;
  /** Records that were skipped because a later version of Ballast introduced their types. */
  readonly unknownRecords: number;
  /** The first lines of the journal that are damaged, and how many are damaged or missing. */
  readonly damage: readonly JournalDamage[];
  readonly damagedLines: number;
}
