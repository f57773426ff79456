import { readFileSync } from 'node:fs';
import { FaultError } from '@ballast/resource-model';
import { JOURNAL_VERSION, type JournalHeader, type JournalRecord, type RawRecord } from './record.ts';
import { upgradeV1 } from './upgrade-v1.ts';

export interface JournalContents {
  /** As it was written: its `version` is that of the file. */
  readonly header: JournalHeader;
  /** Everything after the header, in order and in the present format, whatever the version of the file. */
  readonly records: readonly JournalRecord[];
  /** Records of types that this version of Ballast does not know; they are skipped. */
  readonly unknownRecords: number;
  /** Bytes of whole records: new records are appended after them. */
  readonly wholeBytes: number;
  /** Bytes of a last record that is incomplete because writing it was interrupted; 0 if there is none. */
  readonly tornBytes: number;
}

/**
 * Reads a journal. An incomplete last record is left out and its bytes are counted; an unreadable record before it is a
 * fault. Faults: JOURNAL_EMPTY, JOURNAL_DAMAGED, JOURNAL_NEWER.
 */
export function readJournal(path: string): JournalContents {
  return parseJournal(readFileSync(path), path);
}

/** `readJournal` on bytes; `path` is for messages. */
export function parseJournal(data: Buffer, path: string): JournalContents {
  const { lines, wholeBytes } = wholeLines(data);
  const [first, ...rest] = lines;
  if (first === undefined) {
    throw new FaultError({
      code: 'JOURNAL_EMPTY',
      message: `${path} holds no whole record, not even the first`,
      hint: 'start the batch again in another output folder',
    });
  }
  const header = headerOf(first, path);
  const upgrade = header.version === 1 ? upgradeV1 : asItIs;
  const records: JournalRecord[] = [];
  let unknownRecords = 0;
  for (const [index, line] of rest.entries()) {
    const record = parseLine(line);
    if (record === null) throw damaged(path, index + 2);
    const present = upgrade(record);
    if (isKnown(present)) records.push(present);
    else unknownRecords += 1;
  }
  return { header, records, unknownRecords, wholeBytes, tornBytes: data.length - wholeBytes };
}

/** Leaves out what follows the last line end, and a last line that is not a record: writing it was interrupted. */
function wholeLines(data: Buffer): { readonly lines: readonly string[]; readonly wholeBytes: number } {
  const end = data.lastIndexOf(0x0a) + 1;
  const lines = data.subarray(0, end).toString('utf8').split('\n');
  lines.pop();
  const last = lines.at(-1);
  if (last === undefined || parseLine(last) !== null) return { lines, wholeBytes: end };
  lines.pop();
  // Counted in the bytes of the file: bytes that are not text would be longer as text.
  return { lines, wholeBytes: data.lastIndexOf(0x0a, end - 2) + 1 };
}

/** The version is checked before anything else: a newer journal may have a header that this code does not understand. */
function headerOf(line: string, path: string): JournalHeader {
  const header: Partial<RawRecord> = parseLine(line) ?? {};
  const { version, inputs } = header;
  if (header.type !== 'journal' || !isCount(version) || version === 0) throw damaged(path, 1);
  if (version > JOURNAL_VERSION) {
    throw new FaultError({
      code: 'JOURNAL_NEWER',
      message: `${path} has journal version ${version}; this version of Ballast reads versions up to ${JOURNAL_VERSION}`,
      hint: 'use the version of Ballast that wrote it, or a newer one',
    });
  }
  if (!isCount(inputs)) throw damaged(path, 1);
  return header as unknown as JournalHeader;
}

function isCount(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0;
}

function asItIs(record: RawRecord): RawRecord {
  return record;
}

const TYPES: Readonly<Record<JournalRecord['type'], true>> = {
  journal: true,
  input: true,
  kept: true,
  resumed: true,
  published: true,
  unpublished: true,
  compared: true,
  admitted: true,
  'worker-started': true,
  phase: true,
  settled: true,
  'worker-lost': true,
  warning: true,
  requeued: true,
  waiting: true,
  seats: true,
  'load-permits': true,
  stopping: true,
  ended: true,
};

function isKnown(record: RawRecord): record is RawRecord & JournalRecord {
  return Object.hasOwn(TYPES, record.type);
}

function parseLine(line: string): RawRecord | null {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== 'object' || value === null) return null;
    return typeof (value as Partial<RawRecord>).type === 'string' ? (value as RawRecord) : null;
  } catch {
    return null;
  }
}

function damaged(path: string, line: number): FaultError {
  return new FaultError({
    code: 'JOURNAL_DAMAGED',
    message: `${path} line ${line} is not a journal record`,
    hint: 'keep the file for inspection and start the batch again in another output folder',
    details: { line },
  });
}
