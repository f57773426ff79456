import type { Settlement } from '@ballast/scheduler';
import { isSettledRecord, type Outcome, type RecordOf } from '@ballast/scheduler/journal';
import type { Entry, ResultFile, TaskRecord } from '../core/record.ts';
import { isInside } from '../records/names.ts';
import { fitted } from './fitted-outcome.ts';

/** The text for the board, and the result that it names; null if it has none. */
export function settledText(record: RecordOf<'settled'>): {
  readonly outcome: string;
  readonly result: ResultFile | null;
} {
  const { outcome, measures, reserved, observedHighWater, evidence } = record;
  const kept = fitted({
    ...{ outcome, measures, reserved, observedHighWater },
    ...(evidence === undefined ? {} : { evidence }),
  });
  const [file] = kept.outcome.kind === 'succeeded' ? (kept.outcome.files ?? []) : [];
  return { outcome: JSON.stringify(kept), result: file ?? null };
}

/** What the board says of a task that has settled; a reason if that cannot be an outcome of this task. */
export function settlementOf({ seq, record }: Entry<TaskRecord>): Settlement | string {
  if (record.type !== 'settled') return 'it has not settled';
  const { task, attempt, node, result } = record;
  const about = { type: 'settled', at: 0, task, attempt };
  const parsed = parsedObject(record.outcome);
  const settled: unknown = parsed === null ? null : { ...parsed, ...about };
  if (!isSettledRecord(settled)) return 'its outcome is not one that this version knows';
  const { outcome, measures, reserved, observedHighWater, evidence } = settled;
  if (!namesResult(outcome, result)) return 'its outcome names another result than the board';
  return {
    ...{ node, seq, attempt, outcome, measures, reserved, observedHighWater },
    ...(evidence === undefined ? {} : { evidence }),
  };
}

function parsedObject(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : null;
  } catch {
    return null;
  }
}

function namesResult(outcome: Outcome, result: ResultFile | null): boolean {
  if (outcome.kind !== 'succeeded') return result === null;
  const [file] = outcome.files ?? [];
  // They are read, and may be removed, on every system.
  if ((outcome.files ?? []).some(({ name }) => !isInside(name))) return false;
  if (outcome.result === null) return file === undefined && result === null;
  return (
    file?.name === outcome.result &&
    file.name === result?.name &&
    file.bytes === result.bytes &&
    file.sha256 === result.sha256
  );
}
