import { FaultError } from '@ballast/resource-model';
import type { JournalHeader, JournalRecord } from '@ballast/scheduler/journal';
import type { BatchFigures } from './figures.ts';
import type { Draft, Fold, RecordOf } from './fold.ts';
import { InFlight } from './in-flight.ts';
import { summarise } from './summarise.ts';

/**
 * The figures of a journal in one pass over its records, whole or cut off anywhere, over any number of processes. What
 * comes later replaces what came before: a second attempt the first. Fault: JOURNAL_INCONSISTENT for a task without an `input` record or with two.
 */
export function foldJournal(header: JournalHeader, records: Iterable<JournalRecord>): BatchFigures {
  const fold: Fold = {
    header,
    drafts: new Map(),
    inFlight: new InFlight(),
    warnings: [],
    workersStarted: 0,
    workersLost: 0,
    seatsDenied: 0,
    seatWait: 0,
    noSeatSince: null,
    retried: 0,
    stop: null,
    ended: null,
    resumed: 0,
    lastAt: 0,
  };
  for (const record of records) {
    take(fold, record);
    if ('at' in record) fold.lastAt = Math.max(fold.lastAt, record.at);
  }
  return summarise(fold);
}

function take(fold: Fold, record: JournalRecord): void {
  switch (record.type) {
    case 'input':
      return takeInput(fold, record);
    case 'admitted':
      return takeAdmitted(fold, record);
    case 'kept':
      return takeKept(draftOf(fold, record.task), record);
    case 'resumed':
      return takeResumed(fold, record);
    case 'settled':
      return takeSettled(fold, record);
    case 'requeued':
      return takeRequeued(fold, record);
    case 'seats':
      return takeSeats(fold, record);
    case 'warning':
      return takeWarning(fold, record);
    case 'worker-started':
      fold.workersStarted += 1;
      return;
    case 'worker-lost':
      fold.workersLost += 1;
      return;
    case 'drain':
      fold.stop = { at: record.at, cause: record.cause, how: record.how };
      return;
    case 'ended':
      fold.ended = record;
      return;
    case 'journal':
    case 'phase':
    case 'limit':
    case 'published':
      return;
  }
}

function takeInput(fold: Fold, record: RecordOf<'input'>): void {
  if (fold.drafts.has(record.task)) throw inconsistent(record.task, 'two input records');
  fold.drafts.set(record.task, {
    input: record,
    attempts: 0,
    kept: null,
    admitted: null,
    settled: null,
    requeued: null,
    warnings: [],
  });
}

function takeAdmitted(fold: Fold, record: RecordOf<'admitted'>): void {
  const draft = draftOf(fold, record.task);
  if (isInFlight(draft)) fold.inFlight.abandoned(record.at);
  fold.inFlight.admitted(record.at);
  if (draft.attempts > 0) draft.warnings = [];
  draft.attempts += 1;
  draft.admitted = record;
  draft.settled = null;
  draft.requeued = null;
  draft.kept = null;
}

function takeKept(draft: Draft, record: RecordOf<'kept'>): void {
  draft.kept = record;
  draft.admitted = null;
  draft.settled = null;
  draft.warnings = [];
}

/** What was in flight when the process before died was lost with it, and the time until now is nobody's. */
function takeResumed(fold: Fold, { at }: RecordOf<'resumed'>): void {
  for (const draft of fold.drafts.values()) if (isInFlight(draft)) draft.admitted = null;
  fold.inFlight.resumed(fold.lastAt, at);
  if (fold.noSeatSince !== null) fold.seatWait += fold.lastAt - fold.noSeatSince;
  fold.noSeatSince = null;
  fold.resumed += 1;
  fold.ended = null;
  fold.stop = null;
}

function takeSettled(fold: Fold, record: RecordOf<'settled'>): void {
  const draft = draftOf(fold, record.task);
  const wasInFlight = isInFlight(draft);
  fold.inFlight.settled(record.at, wasInFlight);
  if (!wasInFlight) draft.admitted = null;
  draft.settled = record;
}

function takeRequeued(fold: Fold, record: RecordOf<'requeued'>): void {
  const draft = draftOf(fold, record.task);
  if (isInFlight(draft)) fold.inFlight.abandoned(record.at);
  draft.admitted = null;
  draft.requeued = record;
  if (record.cause === 'seat-denied') fold.seatsDenied += 1;
  else if (record.outcome !== undefined) fold.retried += 1;
}

function takeSeats(fold: Fold, { at, state }: RecordOf<'seats'>): void {
  if (state === 'waiting') fold.noSeatSince = at;
  if (state !== 'granted' || fold.noSeatSince === null) return;
  fold.seatWait += at - fold.noSeatSince;
  fold.noSeatSince = null;
}

function takeWarning(fold: Fold, record: RecordOf<'warning'>): void {
  const { task, code, message } = record;
  const warnings = task === null ? fold.warnings : draftOf(fold, task).warnings;
  warnings.push({ code, message });
}

function isInFlight(draft: Draft): boolean {
  return draft.admitted !== null && draft.settled === null;
}

function draftOf(fold: Fold, task: number): Draft {
  const draft = fold.drafts.get(task);
  if (draft === undefined) throw inconsistent(task, 'no input record');
  return draft;
}

function inconsistent(task: number, what: string): FaultError {
  return new FaultError({
    code: 'JOURNAL_INCONSISTENT',
    message: `the journal has ${what} for task ${task}`,
    hint: 'keep the journal for inspection and start the batch anew in another output folder',
    details: { task },
  });
}
