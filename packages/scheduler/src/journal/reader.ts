import { readFileSync } from 'node:fs';
import { FaultError } from '@ballast/resource-model';
import { JOURNAL_VERSION, type JournalHeader, type JournalRecord } from './record.ts';

export interface JournalContents {
  readonly header: JournalHeader;
  /** Everything after the header, in order. */
  readonly records: readonly JournalRecord[];
  /** Bytes of whole records: the journal goes on behind them. */
  readonly wholeBytes: number;
  /** Bytes of a last record that was cut off in the middle of being written; 0 when none was. */
  readonly tornBytes: number;
}

/**
 * Reads a journal. A torn last record is left out and counted; an unreadable record before it is a fault.
 * Faults: JOURNAL_EMPTY, JOURNAL_DAMAGED, JOURNAL_NEWER.
 */
export function readJournal(path: string): JournalContents {
  return parseJournal(readFileSync(path), path);
}

/** `readJournal` on bytes; `path` is for messages. */
export function parseJournal(data: Buffer, path: string): JournalContents {
  const end = data.lastIndexOf(0x0a) + 1;
  let tornBytes = data.length - end;
  const lines = data.subarray(0, end).toString('utf8').split('\n');
  lines.pop();
  const records: JournalRecord[] = [];
  refuseNewer(lines[0] ?? '', path);
  for (const [index, line] of lines.entries()) {
    const record = parseLine(line);
    if (record !== null) {
      records.push(record);
    } else if (index === lines.length - 1) {
      // Counted in the bytes that are there: what is no text would be longer as one.
      tornBytes = data.length - (data.lastIndexOf(0x0a, end - 2) + 1);
    } else {
      throw damaged(path, index + 1);
    }
  }
  const [header, ...rest] = records;
  if (header === undefined) {
    throw new FaultError({
      code: 'JOURNAL_EMPTY',
      message: `${path} holds no whole record, not even the first`,
      hint: 'start the batch anew in another output folder',
    });
  }
  if (header.type !== 'journal' || !(Number.isInteger(header.inputs) && header.inputs >= 0)) {
    throw damaged(path, 1);
  }
  return { header, records: rest, wholeBytes: data.length - tornBytes, tornBytes };
}

/** Every type of record; a line with another one is damaged, since what is new comes with a new version. */
const TYPES: Readonly<Record<JournalRecord['type'], true>> = {
  journal: true,
  input: true,
  kept: true,
  resumed: true,
  published: true,
  admitted: true,
  'worker-started': true,
  phase: true,
  settled: true,
  'worker-lost': true,
  warning: true,
  requeued: true,
  seats: true,
  waiting: true,
  limit: true,
  drain: true,
  ended: true,
};

/** Before anything else is looked at: a newer journal may hold what nobody here knows. */
function refuseNewer(line: string, path: string): void {
  const header = parseLine(line);
  if (header?.type !== 'journal' || header.version <= JOURNAL_VERSION) return;
  throw new FaultError({
    code: 'JOURNAL_NEWER',
    message: `${path} has journal version ${header.version}; this version of Ballast reads up to ${JOURNAL_VERSION}`,
    hint: 'use the version of Ballast that wrote it, or a newer one',
  });
}

function parseLine(line: string): JournalRecord | null {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== 'object' || value === null) return null;
    const { type } = value as { type?: unknown };
    return typeof type === 'string' && Object.hasOwn(TYPES, type) ? (value as JournalRecord) : null;
  } catch {
    return null;
  }
}

function damaged(path: string, line: number): FaultError {
  return new FaultError({
    code: 'JOURNAL_DAMAGED',
    message: `${path} line ${line} is not a journal record`,
    hint: 'keep the file for inspection and start the batch anew in another output folder',
    details: { line },
  });
}
