/** How long one batch took. */
export interface Makespan {
  /** ISO 8601. */
  readonly startedAt: string;
  readonly seconds: number;
  readonly inputs: number;
  readonly bytes: number;
  /** Null when nothing was predicted. */
  readonly predictedSeconds: number | null;
  /** Worker processes that were started; absent where that was not kept. */
  readonly workers?: number;
}

/** Those of the stored values that are makespans, oldest first; others are left out. */
export function parseMakespans(stored: readonly unknown[]): readonly Makespan[] {
  return stored
    .filter(isMakespan)
    .map(({ startedAt, seconds, inputs, bytes, predictedSeconds, workers }) => ({
      startedAt,
      seconds,
      inputs,
      bytes,
      predictedSeconds,
      ...(workers === undefined ? {} : { workers }),
    }))
    .sort((a, b) => Date.parse(a.startedAt) - Date.parse(b.startedAt));
}

/** Milliseconds since 1970 of the last batch; -Infinity where there is none. */
export function lastStart(makespans: readonly Makespan[]): number {
  const last = makespans.at(-1);
  return last === undefined ? Number.NEGATIVE_INFINITY : Date.parse(last.startedAt);
}

function isMakespan(value: unknown): value is Makespan {
  if (typeof value !== 'object' || value === null) return false;
  const { startedAt, seconds, inputs, bytes, predictedSeconds, workers = 0 } = value as Partial<Makespan>;
  const amounts = [seconds, inputs, bytes, predictedSeconds ?? 0, workers];
  return (
    typeof startedAt === 'string' &&
    !Number.isNaN(Date.parse(startedAt)) &&
    predictedSeconds !== undefined &&
    amounts.every((amount) => typeof amount === 'number' && Number.isFinite(amount) && amount >= 0)
  );
}
