import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { makeFolder, productName, type SharedBatch, versionsOf, writeWhole } from '@ballast/batch';
import { FaultError } from '@ballast/resource-model';
import type { Entry, TaskRecord } from '../core/record.ts';
import { appendSurely, readUntil } from '../log/append-surely.ts';
import type { SharedLog } from '../log/shared-log.ts';
import type { OpenLog } from '../node/join-fleet.ts';
import { batchRecordIn, controlIn, readBoard } from '../node/read-board.ts';
import { nonceFile } from '../node/work-on-batch.ts';
import {
  BATCHES,
  type BatchSeats,
  BOARD,
  batchSubject,
  CONTROL,
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

export interface BoardOptions {
  readonly openLog: OpenLog;
  readonly settings: FleetSettings;
  /** Ends attempts to reach a server that does not answer. */
  readonly signal: AbortSignal;
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
  for (const id of idsIn(batch)) {
    const found = await goOn(batch, id, options);
    if (found !== null) return found;
    await closeBoard(batch, id, options);
  }
  return begin(batch, places, options);
}

/** Of boards that were opened for this output folder. */
function idsIn({ output }: SharedBatch): string[] {
  const work = path.dirname(output.plan);
  return readdirSync(work).flatMap((name) => {
    const id = name.startsWith('fleet-') ? name.slice('fleet-'.length) : '';
    return BOARD.test(id) ? [id] : [];
  });
}

/** Null if there is no such board any more, it is closed, or it is of something else than what is left to do. */
async function goOn(batch: SharedBatch, id: string, options: BoardOptions): Promise<OpenBoard | null> {
  let log: SharedLog;
  try {
    log = await options.openLog(id, { create: false, latest: false });
  } catch (error) {
    if ((error as { code?: string }).code === 'FLEET_BOARD_MISSING') return null;
    throw error;
  }
  const found = await readBoard(log);
  const isOver = controlIn(await log.last(CONTROL)) !== null;
  const nonce = nonceIn(batch, id);
  if (typeof found === 'string' || isOver || found.opened.nonce !== nonce) return closed(log);
  const { tasks, seq } = await tasksOf(log, options.signal);
  const { batchHash, planHash } = found.opened;
  const isSame = batchHash === batch.header.batchHash && planHash === batch.header.planHash;
  const listed = new Set(found.listed.map(({ task }) => task));
  const fits = batch.outcomes.every((outcome, task) =>
    outcome === undefined
      ? listed.has(task)
      : !listed.has(task) || tasks.get(task)?.record.type === 'settled',
  );
  return isSame && fits ? { id, log, tasks, seq, isNew: false } : closed(log);
}

async function closed(log: SharedLog): Promise<null> {
  await log.close();
  return null;
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
  const answer = await appendSurely(log, { subject: MARK, record, expected }, signal);
  if (answer?.kind !== 'appended') throw busy();
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
  const append = async (subject: string, record: object): Promise<number> => {
    const own = { v: 1, id: `${id}.${subject}`, ...record };
    const answer = await appendSurely(log, { subject, record: own, expected: 0 }, options.signal);
    if (answer?.kind !== 'appended') throw busy();
    return answer.seq;
  };
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

/** Tells nodes that a batch is there, or that it is over. */
async function listBatch(
  id: string,
  { name, state }: { readonly name: string; readonly state: 'open' | 'closed' },
  { openLog, signal }: BoardOptions,
): Promise<void> {
  const log = await openLog(BATCHES, { create: true, latest: true });
  try {
    const subject = batchSubject(id);
    const expected = (await log.last(subject))?.seq ?? 0;
    const record = { v: 1, id: `${id}.${state}`, type: 'batch', board: id, name: name.slice(0, 200), state };
    await appendSurely(log, { subject, record, expected }, signal);
  } finally {
    await log.close();
  }
}

/** The batch of a board is over, for whatever reason: its nodes leave. A board that is not there any more is only forgotten. */
export async function closeBoard(batch: SharedBatch, id: string, options: BoardOptions): Promise<void> {
  try {
    const log = await options.openLog(id, { create: false, latest: false });
    try {
      const last = await log.last(CONTROL);
      if (batchRecordIn(last)?.type !== 'closed') {
        const record = { v: 1, id: `${id}.closed`, type: 'closed', by: 'coordinator' };
        await appendSurely(log, { subject: CONTROL, record, expected: last?.seq ?? 0 }, options.signal);
      }
    } finally {
      await log.close();
    }
  } catch (error) {
    if ((error as { code?: string }).code !== 'FLEET_BOARD_MISSING') throw error;
  }
  await listBatch(id, { name: batch.header.batch, state: 'closed' }, options);
  rmSync(nonceFile(batch.output.root, id), { force: true });
}
