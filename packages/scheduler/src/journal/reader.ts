import { readFileSync } from 'node:fs';
import { FaultError } from '@ballast/resource-model';
import { type ChainEnd, checksumOf, recordIn, statedIn } from './checksum.ts';
import { DamageList, damaged, type JournalDamage } from './damage.ts';
import { type Loss, seeminglyWas, withDoubts } from './doubts.ts';
import { type Lines, parsed, splitJournal } from './lines.ts';
import { JOURNAL_VERSION, type JournalHeader, type JournalRecord, type RawRecord } from './record.ts';
import type { Problem } from './schema/check.ts';
import { record as checkRecord, isKnownType } from './schema/record-check.ts';
import { unpacked } from './unpack.ts';
import { upgradeV1 } from './upgrade-v1.ts';
import { endOfWholeChain, type FoundLine, unverified, verifyChain } from './verify-chain.ts';

export interface JournalContents {
  /** As it was written: its `version` is that of the file. */
  readonly header: JournalHeader;
  /**
   * Everything after the header, in order and in the present format, whatever the version of the file. Lines that are
   * damaged are left out; where an outcome may be out of date for that reason, a record `unpublished` follows it.
   */
  readonly records: readonly JournalRecord[];
  /** Records of types that this version of Ballast does not know; they are skipped. */
  readonly unknownRecords: number;
  /** The first of what is damaged. */
  readonly damage: readonly JournalDamage[];
  /** How many lines are damaged or missing. */
  readonly damagedLines: number;
  /** Bytes of whole records: new records are appended after them. */
  readonly wholeBytes: number;
  /** Bytes of a last record that is incomplete because writing it was interrupted; 0 if there is none. */
  readonly tornBytes: number;
  /** What the next line continues. */
  readonly end: ChainEnd;
}

/**
 * Reads a journal. An incomplete last record is left out and its bytes are counted. Lines that are not as they were written
 * are left out and described, unless it is the header: without it nothing else can be understood. Faults: JOURNAL_EMPTY,
 * JOURNAL_DAMAGED, JOURNAL_NEWER.
 */
export function readJournal(path: string): JournalContents {
  return parseJournal(readFileSync(path), path);
}

/**
 * Where a journal ends of which every line is as it was written; null for any other one. Takes nothing apart: it says that a
 * journal is the one that its writer knows.
 */
export function wholeJournal(path: string): Pick<JournalContents, 'wholeBytes' | 'end'> | null {
  const data = readFileSync(path);
  const { lines } = splitJournal(data);
  const end = lines.wholeBytes === data.length ? endOfWholeChain(lines) : null;
  return end === null ? null : { wholeBytes: lines.wholeBytes, end };
}

/** `readJournal` on bytes; `path` is for messages. */
export function parseJournal(data: Buffer, path: string): JournalContents {
  const { lines, endless } = splitJournal(data);
  if (lines.count === 0) {
    throw new FaultError({
      code: 'JOURNAL_EMPTY',
      message: `${path} holds no whole record, not even the first`,
      hint: 'run the batch file again with `ballast run`: what is in the folder is moved aside, nothing is deleted',
    });
  }
  const hasChecksums = areChecked(lines, path);
  const { found, end } = hasChecksums ? verifyChain(lines) : unverified(lines);
  const reading = startReading(data.length, hasChecksums);
  for (const line of found) take(reading, line);
  if (endless !== null)
    lose(reading, { line: lines.count + 1, data: endless, problem: 'it has no line end' });
  const { header, damage, unknownRecords } = reading;
  if (header === null) {
    throw damaged(path, damage.described[0] ?? { line: 1, field: null, problem: 'it is not the header' });
  }
  return {
    header,
    records: damage.lines === 0 ? reading.records : withDoubts(reading.records, reading.losses),
    unknownRecords,
    damage: damage.described,
    damagedLines: damage.lines,
    wholeBytes: lines.wholeBytes,
    tornBytes: data.length - lines.wholeBytes,
    end,
  };
}

/**
 * Whether lines have checksums, by the version in the first one. It is looked at before anything else: a newer journal may
 * have lines that this code does not understand. If the first line is not as it was written, any line with a checksum shows it.
 */
function areChecked(lines: Lines, path: string): boolean {
  const first = lines.at(1);
  const { type, version } = (parsed(first.toString('utf8')) ?? {}) as Partial<RawRecord>;
  const stated = statedIn(first);
  const isSound = stated === null || (stated.line === 1 && stated.checksum === checksumOf(first, 0));
  const known = type === 'journal' && typeof version === 'number' ? version : 0;
  if (isSound && known > JOURNAL_VERSION) {
    throw new FaultError({
      code: 'JOURNAL_NEWER',
      message: `${path} has journal version ${known}; this version of Ballast reads versions up to ${JOURNAL_VERSION}`,
      hint: 'use the version of Ballast that wrote it, or a newer one',
    });
  }
  if (known >= FIRST_WITH_CHECKSUMS || stated !== null) return true;
  for (let place = 2; place <= lines.count; place += 1) if (statedIn(lines.at(place)) !== null) return true;
  return false;
}

const FIRST_WITH_CHECKSUMS = 3;

/** Fewer bytes than any record of an input takes in a line of several. */
const SHORTEST_INPUT = 6;

/** What has been read of a journal so far. */
export interface Reading {
  readonly bytes: number;
  readonly hasChecksums: boolean;
  readonly damage: DamageList;
  readonly losses: Loss[];
  readonly records: JournalRecord[];
  header: JournalHeader | null;
  upgrade: (record: RawRecord) => RawRecord;
  unknownRecords: number;
}

/** `bytes`: of the whole file, as far as it is there. */
export function startReading(bytes: number, hasChecksums: boolean): Reading {
  return {
    bytes,
    hasChecksums,
    damage: new DamageList(),
    losses: [],
    records: [],
    header: null,
    upgrade: asItIs,
    unknownRecords: 0,
  };
}

function asItIs(record: RawRecord): RawRecord {
  return record;
}

function take(reading: Reading, { place: line, data, missing, isMoved, isCopy, problem }: FoundLine): void {
  const { damage, losses, records } = reading;
  if (missing > 0) {
    damage.add({ line, field: null, problem: missingText(missing) }, missing);
    losses.push({ after: records.length, line, type: null, task: null });
  }
  if (isMoved) damage.add({ line, field: null, problem: 'it is not where it was written' });
  if (problem === null) read(reading, line, data);
  else if (isCopy) damage.add({ line, field: null, problem });
  else lose(reading, { line, data, problem });
}

function missingText(missing: number): string {
  return missing === 1 ? 'the line before it is missing' : `${missing} lines before it are missing`;
}

interface LostLine {
  readonly line: number;
  readonly data: Buffer;
  readonly problem: string;
  readonly field?: string;
}

function lose({ damage, losses, records }: Reading, { line, data, problem, field = '' }: LostLine): void {
  damage.add({ line, field: field === '' ? null : field, problem });
  losses.push({ after: records.length, line, ...seeminglyWas(data) });
}

/** The one place where the text of a line becomes a record. */
export function read(reading: Reading, line: number, data: Buffer): void {
  const value = parsed(reading.hasChecksums ? recordIn(data) : data.toString('utf8'));
  if (!isRaw(value)) {
    lose(reading, { line, data, problem: value === undefined ? 'it is not JSON' : 'it is not a record' });
    return;
  }
  const several = unpacked(value);
  if (several === null && value.type === 'pack') {
    lose(reading, { line, data, problem: 'its records cannot be taken apart' });
    return;
  }
  if (several === null) {
    readOne(reading, { line, data, value });
    return;
  }
  for (const one of several) if (!isRaw(one) || !readOne(reading, { line, data, value: one })) return;
}

/** False if it cannot be believed, nor what follows it in the same line. */
function readOne(
  reading: Reading,
  { line, data, value }: { readonly line: number; readonly data: Buffer; readonly value: RawRecord },
): boolean {
  const present = reading.upgrade(value);
  if (!isKnownType(present.type)) {
    reading.unknownRecords += 1;
    return true;
  }
  const problem = checkRecord(present) ?? problemOfPlace(reading, present as RawRecord & JournalRecord);
  if (problem === null) accept(reading, present as RawRecord & JournalRecord);
  else lose(reading, { line, data, ...problem });
  return problem === null;
}

function isRaw(value: unknown): value is RawRecord {
  if (typeof value !== 'object' || value === null) return false;
  return typeof (value as Partial<RawRecord>).type === 'string';
}

/** What a record that is sound by itself may not have in this journal. */
function problemOfPlace({ header, bytes }: Reading, record: JournalRecord): Problem | null {
  if (header === null) {
    if (record.type !== 'journal') return { field: '', problem: 'it is not the header' };
    const most = Math.floor(bytes / SHORTEST_INPUT);
    if (record.inputs <= most) return null;
    return {
      field: 'inputs',
      problem: `expected at most ${most} in a file of this size, found ${record.inputs}`,
    };
  }
  const task = 'task' in record ? record.task : null;
  if (task === null || task < header.inputs) return null;
  return { field: 'task', problem: `expected one of ${header.inputs} inputs, found ${task}` };
}

function accept(reading: Reading, record: JournalRecord): void {
  if (reading.header !== null) {
    reading.records.push(record);
    return;
  }
  if (record.type !== 'journal') return;
  reading.header = record;
  if (record.version === 1) reading.upgrade = upgradeV1;
}
