/** How long one batch took. */
export interface Makespan {
  /** ISO 8601. */
  readonly startedAt: string;
  readonly seconds: number;
  readonly inputs: number;
  readonly bytes: number;
  /** Worker processes that were started; absent in older records. */
  readonly workers?: number;
}

/** The stored values that are makespans, oldest first; others are left out. */
export function parseMakespans(stored: readonly unknown[]): readonly Makespan[] {
  return stored
    .filter(isMakespan)
    .map(({ startedAt, seconds, inputs, bytes, workers }) => ({
      startedAt,
      seconds,
      inputs,
      bytes,
      ...(workers === undefined ? {} : { workers }),
    }))
    .sort((a, b) => Date.parse(a.startedAt) - Date.parse(b.startedAt));
}

/** Milliseconds since 1970 of the last batch; -Infinity if there is none. */
export function lastStart(makespans: readonly Makespan[]): number {
  const last = makespans.at(-1);
  return last === undefined ? Number.NEGATIVE_INFINITY : Date.parse(last.startedAt);
}

function isMakespan(value: unknown): value is Makespan {
  if (typeof value !== 'object' || value === null) return false;
  const { startedAt, seconds, inputs, bytes, workers = 0 } = value as Partial<Makespan>;
  const amounts = [seconds, inputs, bytes, workers];
  return (
    typeof startedAt === 'string' &&
    !Number.isNaN(Date.parse(startedAt)) &&
    amounts.every((amount) => typeof amount === 'number' && Number.isFinite(amount) && amount >= 0)
  );
}
