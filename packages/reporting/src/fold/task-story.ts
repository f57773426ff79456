import type { Milliseconds } from '@ballast/resource-model';
import type { Outcome, RecordOf } from '@ballast/scheduler/journal';

/** One attempt, from the records about it. */
export interface Attempt {
  readonly admitted: RecordOf<'admitted'>;
  /**
   * When its worker got to it: at its admission or, if it came after another task of the same order, when that one ended. Null
   * while it waits for its turn, and if its turn never came. Attempts of a worker do not overlap.
   */
  readonly begunAt: Milliseconds | null;
  /** When it ended; null if it has no end, or was never begun. */
  readonly endedAt: Milliseconds | null;
  /** Process id of the worker; null if the worker has not started. */
  readonly pid: number | null;
  /** When the worker started; null if it had started before it got to the attempt, or has not started. */
  readonly workerStartedAt: Milliseconds | null;
  /** What it held of the budget when it began, in bytes. */
  readonly heldAtFirst: number;
  /** What it holds of the budget, in bytes, by the last record about that. */
  readonly held: number;
  readonly phases: readonly RecordOf<'phase'>[];
  /** Null while the attempt is in flight or waits for its turn, and if it was lost. */
  readonly end: RecordOf<'settled'> | RecordOf<'requeued'> | null;
  /** The journal has no end of the attempt: another attempt, or another process that runs the batch, came after it. */
  readonly isLost: boolean;
}

/** Everything that a journal has about one task. */
export interface TaskStory {
  readonly input: RecordOf<'input'>;
  readonly attempts: readonly Attempt[];
  /** An outcome of an earlier journal, while it is valid. */
  readonly kept: RecordOf<'kept'> | null;
  /** The settlement, while it is valid: another attempt voids it. */
  readonly settled: RecordOf<'settled'> | null;
  readonly warnings: readonly RecordOf<'warning'>[];
  /** What a comparison with the other files of the batch showed. */
  readonly compared: readonly RecordOf<'compared'>[];
  /** How many of the first `warnings` concern attempts before the last one. */
  readonly pastWarnings: number;
}

/** As the file itself showed, and what the comparison with other files adds. */
export function outcomeOf({
  settled,
  kept,
  compared,
}: Pick<TaskStory, 'settled' | 'kept' | 'compared'>): Outcome | undefined {
  const outcome = (settled ?? kept)?.outcome;
  if (outcome?.kind !== 'succeeded' || compared.length === 0) return outcome;
  const notes = compared.map(({ code, message }) => ({ kind: 'warning' as const, code, message }));
  const partial = compared.some(({ completeness }) => completeness === 'partial');
  const completeness = partial && outcome.completeness === 'complete' ? 'partial' : outcome.completeness;
  return { ...outcome, completeness, notes: [...outcome.notes, ...notes] };
}

/** The attempt between its beginning and its end, if there is one. */
export function attemptInFlight({ attempts }: Pick<TaskStory, 'attempts'>): Attempt | null {
  const last = attempts.at(-1);
  return last === undefined || last.begunAt === null || last.end !== null || last.isLost ? null : last;
}

/** A worker has the task, and carries it out after others that it got with it. */
export function waitsForItsTurn({ attempts }: Pick<TaskStory, 'attempts'>): boolean {
  const last = attempts.at(-1);
  return last !== undefined && last.begunAt === null && last.end === null && !last.isLost;
}

/** The attempt that is in flight or whose settlement is valid; null for a task that waits, or settled without an attempt. */
export function currentAttempt({ attempts, settled }: TaskStory): Attempt | null {
  const last = attempts.at(-1);
  if (last === undefined || last.begunAt === null || last.isLost) return null;
  return last.end === null || last.end === settled ? last : null;
}

/** The largest resident set that anything measured in an attempt: the worker itself, samples from outside, a proof. */
export function highWaterOf(end: Attempt['end']): number | null {
  if (end === null) return null;
  const values = [end.evidence?.usage?.highWater];
  if (end.type === 'settled') values.push(end.measures?.highWater, end.observedHighWater);
  if (end.outcome?.kind === 'out-of-memory') values.push(end.outcome.highWater);
  const most = Math.max(0, ...values.map((value) => value ?? 0));
  return most > 0 ? most : null;
}
