import type { LogEntry, SharedLog } from '../log/shared-log.ts';
import {
  type BatchRecord,
  CONTROL,
  checkBatchRecord,
  inputsSubject,
  type ListedInput,
  OPEN,
  type OpenedRecord,
} from '../records/batch-record.ts';

/** A batch as its board describes it. */
export interface BoardBatch {
  readonly opened: OpenedRecord;
  readonly listed: readonly ListedInput[];
}

/** The record in an entry; null for anything else. */
export function batchRecordIn(entry: LogEntry | null): BatchRecord | null {
  const checked = entry === null ? null : checkBatchRecord(entry.text);
  return checked?.ok === true ? checked.record : null;
}

/** What a board says of its batch; a reason if it does not say it. Rejects if the server does not answer. */
export async function readBoard(log: SharedLog): Promise<BoardBatch | string> {
  const entry = await log.last(OPEN);
  if (entry === null) return 'it has not been opened yet';
  const checked = checkBatchRecord(entry.text);
  if (!checked.ok) return checked.reason;
  if (checked.record.type !== 'opened') return 'it is not a board of a batch';
  const opened = checked.record;
  const listed: ListedInput[] = [];
  for (let part = 0; part < opened.parts; part += 1) {
    const record = batchRecordIn(await log.last(inputsSubject(part)));
    if (record?.type !== 'inputs') return `part ${part} of its inputs is missing`;
    listed.push(...record.files);
  }
  const isWhole = listed.length === opened.tasks && listed.every(({ task }) => task < opened.inputs);
  return isWhole ? { opened, listed } : 'its inputs are not complete';
}

/** What was last wanted of all nodes; null if nothing was. */
export function controlIn(entry: LogEntry | null): 'drain' | 'cancel' | 'closed' | null {
  const record = batchRecordIn(entry);
  if (entry?.subject !== CONTROL || record === null) return null;
  return record.type === 'drain' || record.type === 'cancel' || record.type === 'closed' ? record.type : null;
}
