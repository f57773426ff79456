import { type Bytes, bytes, milliseconds } from '@ballast/resource-model';
import type { WaitReason } from '@ballast/scheduler/journal';
import { inFlight, type RecordOf, type Story } from './story.ts';
import type { Telling } from './tell-stories.ts';

/** What attempts in flight were promised together, at the end of the journal. */
export interface Held {
  readonly tasks: number;
  readonly memory: Bytes;
  readonly loading: number;
  /** The one task that has to have nothing beside it. */
  readonly alone: number | null;
}

/**
 * Why tasks wait, in the scheduler's own terms and order of looking, as far as a journal has what it decides by: neither the
 * models nor what was measured since the last record are in it, so that the memory of a task is what the file nearest
 * in size was promised.
 */
export class Waits {
  readonly held: Held;
  readonly #telling: Telling;
  /** Sizes and promises of tasks that had an attempt, rising in size. */
  readonly #promised: readonly (readonly [size: number, promised: Bytes])[];

  constructor(telling: Telling) {
    this.#telling = telling;
    this.held = heldIn(telling);
    this.#promised = telling.stories
      .flatMap(({ size, attempts }) => attempts.slice(-1).map(({ promised }) => [size, promised] as const))
      .sort(([a], [b]) => a - b);
  }

  reason(story: Story): WaitReason {
    const { stop, ended } = this.#telling;
    if (ended !== null) return { kind: 'draining', cause: 'the batch has ended' };
    if (stop !== null) return { kind: 'draining', cause: stop.cause };
    return this.#ofItself(story) ?? this.#ofCounts() ?? this.#ofMemory(story) ?? { kind: 'turn' };
  }

  /** What its last attempt left behind. */
  #ofItself({ task, attempts }: Story): WaitReason | null {
    const { tasks, alone } = this.held;
    const last = attempts.at(-1)?.end;
    if (last?.type === 'requeued') {
      const again = milliseconds(Math.max(0, (last.until ?? 0) - this.#telling.at));
      if (again > 0 && isRetry(last)) return { kind: 'backing-off', cause: last.cause, again };
      if (last.alone === true && tasks > 0) return { kind: 'after-others' };
    }
    return alone === null || alone === task ? null : { kind: 'runs-alone', task: alone };
  }

  #ofCounts(): WaitReason | null {
    const { header, loads } = this.#telling;
    const { tasks, loading } = this.held;
    const { workers } = header.budget;
    const seats = this.#ofSeats();
    if (seats !== null) return seats;
    if (workers !== null && tasks >= workers) return { kind: 'limit', limit: workers, inFlight: tasks };
    return loads === null || loading < loads ? null : { kind: 'load-permits', permits: loads, loading };
  }

  #ofSeats(): WaitReason | null {
    const { seats, at } = this.#telling;
    if (seats === null) return null;
    const { state, limit } = seats;
    const { tasks } = this.held;
    if (state === 'waiting' || state === 'paused') {
      const waited = milliseconds(at - seats.at);
      return { kind: 'seat-wait', waited, isPaused: state === 'paused', again: milliseconds(0) };
    }
    return limit === null || tasks < limit ? null : { kind: 'seat-limit', limit, held: tasks };
  }

  #ofMemory({ size }: Story): WaitReason | null {
    const { tasks, memory } = this.held;
    const budget = this.#telling.header.budget.memory;
    const headroom = bytes(Math.max(0, budget - memory));
    const needed = this.#neededBy(size);
    if (needed === null || needed <= headroom || tasks === 0) return null;
    if (needed > budget) return { kind: 'over-budget', needed, budget, inFlight: tasks };
    return { kind: 'memory', needed, headroom, budget };
  }

  #neededBy(size: number): Bytes | null {
    const all = this.#promised;
    let [low, high] = [0, all.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((all[middle]?.[0] ?? 0) < size) low = middle + 1;
      else high = middle;
    }
    const [above, below] = [all[low], all[low - 1]];
    if (above === undefined || below === undefined) return (above ?? below)?.[1] ?? null;
    return size - below[0] < above[0] - size ? below[1] : above[1];
  }
}

function heldIn({ stories }: Telling): Held {
  let [tasks, memory, loading] = [0, 0, 0];
  let alone: number | null = null;
  for (const story of stories) {
    const attempt = inFlight(story);
    if (attempt === null) continue;
    tasks += 1;
    memory += attempt.promised;
    const phase = attempt.steps.at(-1)?.phase;
    if (phase === 'loading' || phase === 'waiting for its worker') loading += 1;
    if (attempt.alone) alone = story.task;
  }
  return { tasks, memory: bytes(memory), loading, alone };
}

type Requeued = RecordOf<'requeued'>;
type Retried = Requeued & { readonly cause: Extract<WaitReason, { kind: 'backing-off' }>['cause'] };

const NO_FAILURES: ReadonlySet<string> = new Set<Requeued['cause']>([
  'memory-needed',
  'worker-was-dying',
  'not-started',
  'seat-denied',
  'output-failed',
]);

function isRetry(record: Requeued): record is Retried {
  return !NO_FAILURES.has(record.cause);
}
