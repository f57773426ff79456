import type { Milliseconds } from '@ballast/resource-model';
import type { Continued, JournalHeader, JournalRecord, Outcome } from '@ballast/scheduler/journal';
import type { Input } from '../inputs/list.ts';
import { type DamagedResult, unpublishedRecords } from '../worker/results/damaged-result.ts';
import type { CachedResult } from '../worker/work-plan.ts';
import type { EarlierBatch } from './earlier-batch.ts';
import { keptRecords, listedInputs, resumedRecord } from './opening-records.ts';
import type { Remark } from './remark.ts';

/** How a batch begins: the tasks that are settled already, and the records that its journal opens with. */
export interface BatchStart {
  /** Where the existing journal is continued; null for a new journal, which replaces an existing one. */
  readonly continued: Continued | null;
  /** Of the journal. */
  readonly header: JournalHeader;
  readonly opening: readonly JournalRecord[];
  /** One entry per task; `at` is when the batch resumes, in milliseconds since the journal began. */
  readonly settled: {
    readonly outcomes: readonly (Outcome | undefined)[];
    readonly attempts: Uint16Array;
    readonly at: Milliseconds;
  };
  /** By task: what an earlier batch has read from the input. */
  readonly cached: ReadonlyMap<number, CachedResult>;
  /** Every task is settled and every output is as it was written: not even the journal may be touched. */
  readonly nothingToDo: boolean;
  readonly remarks: readonly Remark[];
  /** Where another batch that was in the folder was moved to; null if there was none. */
  readonly movedAside: string | null;
}

export type Outcomes = readonly (Outcome | undefined)[];

/** A new journal, which opens with the outcomes of earlier ones that are still valid. */
export function startOfJournal(
  { header, inputs }: { readonly header: JournalHeader; readonly inputs: readonly Input[] },
  outcomes: Outcomes,
): BatchStart {
  return {
    continued: null,
    header,
    opening: [...listedInputs(inputs), ...keptRecords([...outcomes.entries()])],
    settled: { outcomes, attempts: new Uint16Array(inputs.length), at: 0 as Milliseconds },
    cached: new Map(),
    nothingToDo: false,
    remarks: [],
    movedAside: null,
  };
}

/** What has changed since a journal ended. */
export interface Changes {
  /** Outcomes that were taken over from batches before it, by task. */
  readonly taken: Iterable<readonly [number, Outcome]>;
  readonly damaged: readonly DamagedResult[];
}

/** The journal is continued where it ended. */
export function continuedStart(
  { header, replay, journal: { wholeBytes, end } }: Pick<EarlierBatch, 'header' | 'replay' | 'journal'>,
  outcomes: Outcomes,
  { taken, damaged }: Changes = { taken: [], damaged: [] },
): BatchStart {
  const left = openTasks(outcomes).length;
  const now = new Date();
  // Time must not run backwards, even if the clock was set back in the meantime.
  const at = Math.max(replay.at, Math.round(now.getTime() - Date.parse(header.startedAt))) as Milliseconds;
  return {
    continued: { wholeBytes, end },
    header,
    opening: [
      resumedRecord({ at, time: now.toISOString(), done: outcomes.length - left, left }),
      ...unpublishedRecords(damaged, at),
      ...keptRecords([...taken]),
    ],
    settled: { outcomes, attempts: replay.attempts, at },
    cached: new Map(),
    nothingToDo: false,
    remarks: [],
    movedAside: null,
  };
}

export function openTasks(outcomes: Outcomes): number[] {
  return outcomes.flatMap((outcome, task) => (outcome === undefined ? [task] : []));
}
