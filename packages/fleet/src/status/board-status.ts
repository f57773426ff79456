import {
  CONTROL,
  type ControlRecord,
  checkBatchRecord,
  OPEN,
  type OpenedRecord,
} from '../records/batch-record.ts';
import { checkRecord } from '../records/check.ts';

/** The last record of a subject, as a log has it. */
export interface LastEntry {
  readonly subject: string;
  readonly text: string;
}

/** Subjects of a board that its status is made of. */
export const STATUS_SUBJECTS: readonly string[] = [OPEN, CONTROL, 't.*'];

/** What a board says of its batch. */
export interface BoardStatus {
  readonly board: string;
  /** Null if the batch was never opened to the end. */
  readonly opened: OpenedRecord | null;
  /** What is wanted of all nodes; null: nothing but work. */
  readonly control: ControlRecord | null;
  readonly settled: number;
  /** Of the settled ones. */
  readonly succeeded: number;
  /** Node -> tasks that it has claimed. */
  readonly claims: ReadonlyMap<string, number>;
  /** Records that are none: of a newer version, or of somebody else. */
  readonly refused: number;
}

export const claimedOn = ({ claims }: BoardStatus): number =>
  [...claims.values()].reduce((sum, count) => sum + count, 0);

/** From the last record of each subject, in any order. */
export function boardStatus(board: string, entries: Iterable<LastEntry>): BoardStatus {
  const claims = new Map<string, number>();
  let [opened, control]: [OpenedRecord | null, ControlRecord | null] = [null, null];
  let [settled, succeeded, refused] = [0, 0, 0];
  for (const { subject, text } of entries) {
    if (subject === OPEN || subject === CONTROL) {
      const checked = checkBatchRecord(text);
      if (subject === OPEN && checked.ok && checked.record.type === 'opened') opened = checked.record;
      else if (subject === CONTROL && checked.ok && isControl(checked.record)) control = checked.record;
      else refused += 1;
      continue;
    }
    const checked = checkRecord(text);
    if (!checked.ok || !('task' in checked.record) || subject !== `t.${checked.record.task}`) {
      refused += 1;
      continue;
    }
    const { record } = checked;
    if (record.type === 'claimed') claims.set(record.node, (claims.get(record.node) ?? 0) + 1);
    if (record.type !== 'settled') continue;
    settled += 1;
    if (isSuccess(record.outcome)) succeeded += 1;
  }
  return { board, opened, control, settled, succeeded, claims, refused };
}

export const isControl = (record: { readonly type: string }): record is ControlRecord =>
  record.type === 'drain' || record.type === 'cancel' || record.type === 'closed';

/** The text is that of `settledText`. */
function isSuccess(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return fieldOf(fieldOf(value, 'outcome'), 'kind') === 'succeeded';
  } catch {
    return false;
  }
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
