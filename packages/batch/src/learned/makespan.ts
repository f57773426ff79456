import type { PredictedBatch } from '@ballast/resource-model';

/** How long one batch took. */
export interface Makespan {
  /** ISO 8601. */
  readonly startedAt: string;
  readonly seconds: number;
  readonly inputs: number;
  readonly bytes: number;
  /** Worker processes that were started; absent in older records. */
  readonly workers?: number;
  /** Seconds that the models came to before it began; absent if it was not predicted. */
  readonly modelled?: number;
  /** Whether they had seen such files before. */
  readonly learned?: boolean;
}

/** The stored values that are makespans, oldest first; others are left out. */
export function parseMakespans(stored: readonly unknown[]): readonly Makespan[] {
  return stored
    .filter(isMakespan)
    .map(({ startedAt, seconds, inputs, bytes, workers, modelled, learned }) => ({
      startedAt,
      seconds,
      inputs,
      bytes,
      ...(workers === undefined ? {} : { workers }),
      ...(modelled === undefined || learned === undefined ? {} : { modelled, learned }),
    }))
    .sort((a, b) => Date.parse(a.startedAt) - Date.parse(b.startedAt));
}

/** Batches that were predicted by models that had seen such files before, or had not. */
export function predictedBatches(
  makespans: readonly Makespan[],
  asLearned: boolean,
): readonly PredictedBatch[] {
  return makespans.flatMap(({ seconds, modelled, learned }) =>
    modelled === undefined || learned !== asLearned ? [] : [{ modelled, seconds }],
  );
}

/** Milliseconds since 1970 of the last batch; -Infinity if there is none. */
export function lastStart(makespans: readonly Makespan[]): number {
  const last = makespans.at(-1);
  return last === undefined ? Number.NEGATIVE_INFINITY : Date.parse(last.startedAt);
}

function isMakespan(value: unknown): value is Makespan {
  if (typeof value !== 'object' || value === null) return false;
  const { startedAt, seconds, inputs, bytes, ...added } = value as Partial<Makespan>;
  const { workers = 0, modelled = 0, learned = false } = added;
  const amounts = [seconds, inputs, bytes, workers, modelled];
  return (
    typeof learned === 'boolean' &&
    typeof startedAt === 'string' &&
    !Number.isNaN(Date.parse(startedAt)) &&
    amounts.every((amount) => typeof amount === 'number' && Number.isFinite(amount) && amount >= 0)
  );
}
