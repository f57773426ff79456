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
  /** Seconds that they came to with what it taught: what they leave out is the difference. */
  readonly fitted?: number;
}

/** The stored values that are makespans, oldest first; others are left out. */
export function parseMakespans(stored: readonly unknown[]): readonly Makespan[] {
  return stored
    .filter(isMakespan)
    .map(({ startedAt, seconds, inputs, bytes, workers, modelled, learned, fitted }) => ({
      startedAt,
      seconds,
      inputs,
      bytes,
      ...(workers === undefined ? {} : { workers }),
      ...(modelled === undefined || learned === undefined ? {} : { modelled, learned }),
      ...(fitted === undefined ? {} : { fitted }),
    }))
    .sort((a, b) => Date.parse(a.startedAt) - Date.parse(b.startedAt));
}

/** What rough estimates, made before anything was known of such files, came to. */
export function roughlyPredicted(makespans: readonly Makespan[]): readonly PredictedBatch[] {
  return makespans.flatMap(({ seconds, modelled, learned }) =>
    modelled === undefined || learned !== false ? [] : [{ modelled, seconds }],
  );
}

/**
 * What models that had seen such files came to. Of a batch that was the first with its plan that is not known: what they come to
 * with what it taught takes its place, since they leave out the same things then.
 */
export function wellPredicted(makespans: readonly Makespan[]): readonly PredictedBatch[] {
  return makespans.flatMap(({ seconds, modelled, learned, fitted }) => {
    const known = learned === true ? modelled : fitted;
    return known === undefined ? [] : [{ modelled: known, seconds }];
  });
}

/** Milliseconds since 1970 of the last batch; -Infinity if there is none. */
export function lastStart(makespans: readonly Makespan[]): number {
  const last = makespans.at(-1);
  return last === undefined ? Number.NEGATIVE_INFINITY : Date.parse(last.startedAt);
}

function isMakespan(value: unknown): value is Makespan {
  if (typeof value !== 'object' || value === null) return false;
  const { startedAt, seconds, inputs, bytes, ...added } = value as Partial<Makespan>;
  const { workers = 0, modelled = 0, learned = false, fitted = 0 } = added;
  const amounts = [seconds, inputs, bytes, workers, modelled, fitted];
  return (
    typeof learned === 'boolean' &&
    typeof startedAt === 'string' &&
    !Number.isNaN(Date.parse(startedAt)) &&
    amounts.every((amount) => typeof amount === 'number' && Number.isFinite(amount) && amount >= 0)
  );
}
