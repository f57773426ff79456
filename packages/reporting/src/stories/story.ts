import type { Bytes, Milliseconds } from '@ballast/resource-model';
import type { JournalRecord, Outcome } from '@ballast/scheduler/journal';

export type RecordOf<Type extends JournalRecord['type']> = Extract<JournalRecord, { type: Type }>;

/** What an attempt did from a moment on; instants count from the journal's beginning. */
export interface Step {
  readonly at: Milliseconds;
  readonly phase: 'waiting for its worker' | 'loading' | 'computing' | 'suspended' | 'stopping';
}

/** One attempt as the journal has it. */
export interface Attempt {
  readonly attempt: number;
  readonly worker: number;
  /** Null for a worker of which nothing was heard. */
  readonly pid: number | null;
  readonly at: Milliseconds;
  /** Memory that it was promised, and what the models expected. */
  readonly promised: Bytes;
  readonly expected: { readonly memory: Bytes; readonly compute: Milliseconds };
  readonly alone: boolean;
  readonly steps: readonly Step[];
  /** Null while it is in flight, or where the process that had it is gone. */
  readonly end: RecordOf<'settled'> | RecordOf<'requeued'> | null;
  /** The batch was gone on with by another process while it was in flight. */
  readonly isLost: boolean;
}

/** Everything that a journal says of one task. */
export interface Story {
  readonly task: number;
  /** As it was found: not safe to print. */
  readonly file: string;
  readonly size: Bytes;
  /** What became of it in an earlier journal, where that still holds. */
  readonly kept: Outcome | null;
  readonly outcome: Outcome | null;
  readonly attempts: readonly Attempt[];
  readonly warnings: readonly RecordOf<'warning'>[];
}

/** Whether it is between admission and settlement, as far as the journal goes. */
export function inFlight({ attempts }: Story): Attempt | null {
  const last = attempts.at(-1);
  return last === undefined || last.end !== null || last.isLost ? null : last;
}
