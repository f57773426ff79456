import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { makeFolder, productName, type SharedBatch, versionsOf, writeWhole } from '@ballast/batch';
import { FaultError } from '@ballast/resource-model';
import type { Entry, TaskRecord } from '../core/record.ts';
import { appendInTime, readUntil } from '../log/append-surely.ts';
import type { SharedLog } from '../log/shared-log.ts';
import { controlIn, readBoard } from '../node/read-board.ts';
import { nonceFile } from '../node/work-on-batch.ts';
import {
  type BatchSeats,
  CONTROL,
  checkBatchRecord,
  inputsSubject,
  type ListedInput,
  MARK,
  MOST_LISTED,
  NODES,
  OPEN,
  type OpenedRecord,
} from '../records/batch-record.ts';
import { checkRecord } from '../records/check.ts';
import { isInside } from '../records/names.ts';
import type { FleetSettings } from '../settings/fleet-file.ts';
import { placeOf } from '../settings/roots.ts';
import { type BoardOptions, boardsOf, closeBoard, isMissing, listBatch } from './close-board.ts';

/** The board of a batch that its coordinator follows. */
export interface OpenBoard {
  readonly id: string;
  readonly log: SharedLog;
  /** Last records of its tasks when it was opened. */
  readonly tasks: ReadonlyMap<number, Entry<TaskRecord>>;
  /** Everything up to this place was read. */
  readonly seq: number;
  readonly isNew: boolean;
}

/**
 * Opens a board for what is left to do of a batch, or continues the one that a coordinator before opened. Faults: ROOT_UNKNOWN,
 * FLEET_NAME, and those of the server.
 */
export async function openBoard(batch: SharedBatch, options: BoardOptions): Promise<OpenBoard> {
  const places = {
    // Rows are in no folder.
    input: placeOf(batch.areFiles ? batch.inputDirectory : batch.output.root, options.settings),
    output: placeOf(batch.output.root, options.settings),
  };
  // Nodes wait for it, and may not make it.
  const nodes = await options.openLog(NODES, { create: true, latest: true });
  await nodes.close();
  for (const id of boardsOf(batch.output)) {
    const found = await goOn(batch, id, options);
    if (found !== null) return found;
    await closeBoard({ id, name: batch.header.batch, output: batch.output }, options);
  }
  return begin(batch, places, options);
}

/** Null if there is no such board any more, it is closed, or it is of something else than what is left to do. */
async function goOn(batch: SharedBatch, id: string, options: BoardOptions): Promise<OpenBoard | null> {
  let log: SharedLog;
  try {
    log = await options.openLog(id, { create: false, latest: false });
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
  return keptIf(log, async () => {
    const found = await readBoard(log);
    const isOver = controlIn(await log.last(CONTROL)) !== null;
    if (typeof found === 'string' || isOver || found.opened.nonce !== nonceIn(batch, id)) return null;
    const { tasks, seq } = await tasksOf(log, options.signal);
    const { batchHash, planHash } = found.opened;
    const isSame = batchHash === batch.header.batchHash && planHash === batch.header.planHash;
    const listed = new Set(found.listed.map(({ task }) => task));
    const fits = batch.outcomes.every((outcome, task) =>
      outcome === undefined
        ? listed.has(task)
        : !listed.has(task) || tasks.get(task)?.record.type === 'settled',
    );
    return isSame && fits ? { id, log, tasks, seq, isNew: false } : null;
  });
}

/** Closes a log unless what is made of it comes to something: an open one keeps the process from ending. */
async function keptIf<T>(log: SharedLog, make: () => Promise<T | null>): Promise<T | null> {
  let made: T | null = null;
  try {
    made = await make();
    return made;
  } finally {
    if (made === null) await log.close();
  }
}

function nonceIn({ output }: SharedBatch, id: string): string | null {
  try {
    return readFileSync(nonceFile(output.root, id), 'utf8').trim();
  } catch {
    return null;
  }
}

/** Marks where the board is now, and reads it up to there. */
async function tasksOf(log: SharedLog, signal: AbortSignal): Promise<Pick<OpenBoard, 'tasks' | 'seq'>> {
  const tasks = new Map<number, Entry<TaskRecord>>();
  const record = { v: 1, id: `mark.${randomBytes(8).toString('hex')}`, type: 'mark', by: 'coordinator' };
  const expected = (await log.last(MARK))?.seq ?? 0;
  const answer = await appendInTime(log, { subject: MARK, record, expected }, { signal });
  if (answer.kind !== 'appended') throw busy();
  await readUntil(log, answer.seq, ({ subject, seq, text }) => {
    if (!subject.startsWith('t.')) return;
    const checked = checkRecord(text);
    if (checked.ok && 'task' in checked.record && subject === `t.${checked.record.task}`)
      tasks.set(checked.record.task, { seq, record: checked.record });
  });
  return { tasks, seq: answer.seq };
}

function busy(): FaultError {
  return new FaultError({
    code: 'FLEET_BOARD_BUSY',
    message: 'another process coordinates the same batch',
    hint: 'wait for it to end, or end it',
  });
}

async function begin(
  batch: SharedBatch,
  places: Pick<OpenedRecord, 'input' | 'output'>,
  options: BoardOptions,
): Promise<OpenBoard> {
  const { header } = batch;
  const id = `b${randomBytes(6).toString('hex')}`;
  const nonce = randomBytes(16).toString('hex');
  const parts = partsOf(batch);
  makeFolder(path.dirname(batch.output.plan));
  await writeWhole(nonceFile(batch.output.root, id), [`${nonce}\n`]);
  const log = await options.openLog(id, { create: true, latest: false });
  const made = await keptIf(log, async () => {
    const append = (subject: string, record: object): Promise<number> =>
      appendFirst(log, { subject, id: `${id}.${subject}`, record }, options.signal);
    for (const [part, files] of parts.entries()) await append(inputsSubject(part), { type: 'inputs', files });
    const seq = await append(OPEN, {
      type: 'opened',
      ...{ name: header.batch.slice(0, 200), batchHash: header.batchHash, planHash: header.planHash ?? '' },
      ...{ inputs: batch.inputs.length, parts: parts.length },
      tasks: parts.reduce((sum, files) => sum + files.length, 0),
      reader: header.reader,
      // What runs for a task has a text of its own on each machine.
      versions: batch.task === null ? versionsOf(header.readerDetails) : {},
      ...{ resultVersion: batch.resultVersion, product: productName(), task: batch.task, ...places, nonce },
      ...{ times: timesOf(options.settings), seats: seatsOf(batch, options.settings) },
    });
    await listBatch(id, { name: header.batch, state: 'open' }, options);
    return { id, log, tasks: new Map(), seq, isNew: true };
  });
  if (made === null) throw new Error('defect: a board is made or a fault is thrown');
  return made;
}

/** Of a subject that has no record yet. Returns its place. Fault FLEET_BOARD_BUSY, and those of the server. */
async function appendFirst(
  log: SharedLog,
  { subject, id, record: about }: { readonly subject: string; readonly id: string; readonly record: object },
  signal: AbortSignal,
): Promise<number> {
  const record = { v: 1, id, ...about };
  const checked = checkBatchRecord(JSON.stringify(record));
  if (!checked.ok)
    throw new Error(`defect: ${subject} would get something that is not a record: ${checked.reason}`);
  const answer = await appendInTime(log, { subject, record, expected: 0 }, { signal });
  if (answer.kind !== 'appended') throw busy();
  return answer.seq;
}

/** What may use a seat stops by itself at the fence, half way to the silence after which others may take it. */
function timesOf({ silence }: FleetSettings): OpenedRecord['times'] {
  return { sign: Math.min(2000, Math.round(silence / 15)), fence: Math.floor(silence / 2), silence };
}

/** The pool that is named after the reader. */
function seatsOf({ header: { reader } }: SharedBatch, { seats }: FleetSettings): BatchSeats | null {
  const pool = seats.get(reader);
  return pool === undefined ? null : { pool: reader, count: pool.pool, per: pool.per };
}

/** Bytes of names in one record; it has room for twice that. */
const MOST_NAMES = 24_000;

/** What is to be done, in pieces that fit into records. Fault FLEET_NAME. */
function partsOf({ inputs, outcomes, areFiles }: SharedBatch): ListedInput[][] {
  const parts: ListedInput[][] = [];
  let names = Number.POSITIVE_INFINITY;
  for (const [task, { file: own, size, modified, bytes }] of inputs.entries()) {
    if (outcomes[task] !== undefined) continue;
    const file = areFiles ? own : `row-${task}`;
    if (bytes !== undefined || !isInside(file)) throw notForAll(file);
    const last = parts.at(-1);
    const length = Buffer.byteLength(file) + 64;
    if (last === undefined || last.length >= MOST_LISTED || names + length > MOST_NAMES) {
      parts.push([]);
      names = 0;
    }
    parts.at(-1)?.push({ task, file, size, modified });
    names += length;
  }
  return parts;
}

function notForAll(file: string): FaultError {
  return new FaultError({
    code: 'FLEET_NAME',
    message: `the input ${JSON.stringify(file)} has a name that not every system can have`,
    hint: 'rename it, or exclude it: no `: * ? < > | "`, no backslash, no space or dot at the end',
    details: { file },
  });
}
