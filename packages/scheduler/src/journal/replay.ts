import { FaultError, type Milliseconds } from '@ballast/resource-model';
import type { Outcome } from '../core/state/tasks/outcome.ts';
import type { JournalContents } from './reader.ts';
import type { JournalRecord, PublishedFile, RecordOf } from './record.ts';

/** What the scheduler had settled when a journal ended. */
export interface Replay {
  /**
   * In input order. Fewer than in the header if the journal ends while they were being listed, or if lines are lost: then
   * an input need not be at the place that its task has.
   */
  readonly inputs: readonly RecordOf<'input'>[];
  /** By task; undefined for a task that waits, or was in flight when the journal ended. */
  readonly outcomes: readonly (Outcome | undefined)[];
  /** Attempts that were started, by task. */
  readonly attempts: Uint16Array;
  /** How the last process ended the batch; null if it did not. */
  readonly ending: RecordOf<'ended'>['ending'] | null;
  /** Whether tables and report contain everything that the journal records. */
  readonly published: boolean;
  /** Tables and report as they were last written; null if no record names them. */
  readonly publishedFiles: readonly PublishedFile[] | null;
  /** Time of the last record. */
  readonly at: Milliseconds;
}

/** A journal as `readJournal` returns it, or one that is put together from records. */
type JournalToReplay = Pick<JournalContents, 'header' | 'records'> &
  Partial<Pick<JournalContents, 'damagedLines'>>;

interface Replaying {
  readonly inputs: RecordOf<'input'>[];
  readonly mayHaveGaps: boolean;
  readonly listed: Uint8Array;
  readonly outcomes: (Outcome | undefined)[];
  readonly attempts: Uint16Array;
  ending: Replay['ending'];
  published: boolean;
  publishedFiles: Replay['publishedFiles'];
  at: number;
}

/**
 * Replays a journal, whole or cut off anywhere, over any number of processes. A damaged one is never published: its tables
 * were made from records that may be lost. Fault: JOURNAL_INCONSISTENT for inputs out of order and for a task without an
 * input.
 */
export function replayJournal({ header, records, damagedLines = 0 }: JournalToReplay): Replay {
  const replaying: Replaying = {
    inputs: [],
    mayHaveGaps: damagedLines > 0,
    listed: new Uint8Array(header.inputs),
    outcomes: new Array<Outcome | undefined>(header.inputs).fill(undefined),
    attempts: new Uint16Array(header.inputs),
    ending: null,
    published: false,
    publishedFiles: null,
    at: 0,
  };
  for (const record of records) {
    if ('at' in record) replaying.at = Math.max(replaying.at, record.at);
    take(replaying, record);
  }
  const { inputs, outcomes, attempts, ending, publishedFiles } = replaying;
  const published = replaying.published && damagedLines === 0;
  const at = replaying.at as Milliseconds;
  return { inputs, outcomes, attempts, ending, published, publishedFiles, at };
}

function take(replaying: Replaying, record: JournalRecord): void {
  switch (record.type) {
    case 'input':
      return list(replaying, record);
    case 'kept':
    case 'settled':
      requireInput(replaying, record.task);
      replaying.outcomes[record.task] = record.outcome;
      return;
    case 'admitted':
      requireInput(replaying, record.task);
      replaying.outcomes[record.task] = undefined;
      replaying.attempts[record.task] = record.attempt;
      replaying.published = false;
      return;
    case 'unpublished':
      requireInput(replaying, record.task);
      replaying.outcomes[record.task] = undefined;
      replaying.published = false;
      return;
    case 'resumed':
      replaying.ending = null;
      replaying.published = false;
      return;
    case 'ended':
      replaying.ending = record.ending;
      return;
    case 'published':
      replaying.published = true;
      replaying.publishedFiles = record.files ?? null;
      return;
    default:
      return;
  }
}

function list({ inputs, listed, mayHaveGaps }: Replaying, input: RecordOf<'input'>): void {
  const next = (inputs.at(-1)?.task ?? -1) + 1;
  const isNext = mayHaveGaps ? input.task >= next : input.task === next;
  if (!isNext || input.task >= listed.length) {
    throw inconsistent(`lists the input ${input.task} out of order`);
  }
  listed[input.task] = 1;
  inputs.push(input);
}

function requireInput({ listed }: Replaying, task: number): void {
  if (listed[task] !== 1) throw inconsistent(`has no input record for task ${task}`);
}

function inconsistent(what: string): FaultError {
  return new FaultError({
    code: 'JOURNAL_INCONSISTENT',
    message: `the journal ${what}`,
    hint: 'keep the journal for inspection and start the batch again in another output folder',
  });
}
