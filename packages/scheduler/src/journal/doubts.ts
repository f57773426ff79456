import type { Milliseconds } from '@ballast/resource-model';
import type { Outcome } from '../core/state/tasks/outcome.ts';
import { parsed } from './lines.ts';
import type { JournalRecord } from './record.ts';
import { isKnownType } from './schema/record-check.ts';

/** A line that is missing or cannot be believed. */
export interface Loss {
  /** How many records come before it. */
  readonly after: number;
  readonly line: number;
  /** What it seems to have been; null if that cannot be recognised, or if it may have been several. */
  readonly type: JournalRecord['type'] | null;
  readonly task: number | null;
}

/**
 * What a line seems to have been, as far as it can still be read. If it is no longer one JSON value, it may be what is left
 * of several lines, so that only the task at its beginning is known.
 */
export function seeminglyWas(line: Buffer): Pick<Loss, 'type' | 'task'> {
  const whole = parsed(line.toString('utf8')) as { type?: unknown; task?: unknown } | undefined;
  const type = whole?.type;
  const task = whole === undefined ? taskAtBeginning(line) : whole?.task;
  return {
    type: typeof type === 'string' && isKnownType(type) ? type : null,
    task: Number.isInteger(task) ? (task as number) : null,
  };
}

/** The fields that a record about a task begins with. */
const BEGINNING = /^\{"type":"[a-z-]+",(?:"at":[\d.]+,)?"task":(\d{1,15})[,}]/;

function taskAtBeginning(line: Buffer): number | null {
  const [, task] = BEGINNING.exec(line.toString('latin1', 0, 200)) ?? [];
  return task === undefined ? null : Number(task);
}

/** Types of records after which the outcome of a task is another one. */
const CHANGING: ReadonlySet<JournalRecord['type'] | null> = new Set([
  'kept',
  'settled',
  'admitted',
  'unpublished',
]);

interface Believed {
  readonly outcome: Outcome;
  /** Which of the processes that ran the batch recorded it. */
  readonly process: number;
}

interface Doubting {
  readonly outcomes: Map<number, Believed>;
  process: number;
  at: number;
}

/**
 * The records of a damaged journal without what cannot be used any more: a task whose input is not listed is unknown. Inserts
 * a record `unpublished` for each outcome that may be out of date, because a line after it is lost. A process never
 * runs a task again that it has settled, so only a line of a later process can change an outcome. Of those, successes are
 * still believed if nothing shows which task the line was about: whoever uses one compares its files with what the outcome
 * says of them.
 */
export function withDoubts(records: readonly JournalRecord[], losses: readonly Loss[]): JournalRecord[] {
  const doubting: Doubting = { outcomes: new Map(), process: 0, at: 0 };
  const listed = new Set(records.flatMap((record) => (record.type === 'input' ? [record.task] : [])));
  const result: JournalRecord[] = [];
  let next = 0;
  for (let i = 0; i <= records.length; i += 1) {
    for (let loss = losses[next]; loss !== undefined && loss.after <= i; loss = losses[next]) {
      result.push(...doubted(doubting, loss));
      next += 1;
    }
    const record = records[i];
    if (record === undefined) break;
    if ('task' in record && record.task !== null && !listed.has(record.task)) continue;
    take(doubting, record);
    result.push(record);
  }
  return result;
}

function take(doubting: Doubting, record: JournalRecord): void {
  if ('at' in record) doubting.at = Math.max(doubting.at, record.at);
  switch (record.type) {
    case 'kept':
    case 'settled':
      doubting.outcomes.set(record.task, { outcome: record.outcome, process: doubting.process });
      return;
    case 'admitted':
    case 'unpublished':
      doubting.outcomes.delete(record.task);
      return;
    case 'resumed':
      doubting.process += 1;
      return;
    default:
  }
}

function doubted(doubting: Doubting, { type, task, line }: Loss): JournalRecord[] {
  const isUnknown = type === null || (CHANGING.has(type) && task === null);
  // It may have been a process that resumed the batch.
  if (isUnknown || type === 'resumed') doubting.process += 1;
  if (!isUnknown && !CHANGING.has(type)) return [];
  const found: JournalRecord[] = [];
  for (const [of, { outcome, process }] of doubting.outcomes) {
    const isOlder = process < doubting.process && outcome.kind !== 'succeeded';
    if (of !== task && !isOlder) continue;
    doubting.outcomes.delete(of);
    const file = outcome.kind === 'succeeded' ? (outcome.result ?? '') : '';
    const reason = `line ${line} of the journal is damaged`;
    found.push({ type: 'unpublished', at: doubting.at as Milliseconds, task: of, file, reason });
  }
  return found;
}
