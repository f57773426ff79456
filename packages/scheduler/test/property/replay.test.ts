import { bytes, milliseconds } from '@ballast/resource-model';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { SchedulerConfig } from '../../src/core/state/config.ts';
import type { SchedulerEvent } from '../../src/core/state/event.ts';
import { initialState } from '../../src/core/state/initial-state.ts';
import { startModels } from '../../src/core/state/memory/models.ts';
import type { SchedulerState } from '../../src/core/state/state.ts';
import { transition } from '../../src/core/transition.ts';
import { parseJournal } from '../../src/journal/reader.ts';
import type { JournalRecord } from '../../src/journal/record.ts';
import { type Replay, replayJournal } from '../../src/journal/replay.ts';
import { journalText } from '../../src/journal/writer.ts';
import { SUCCEEDED } from '../scenario/scenario.ts';
import { journalHeader } from '../support/journal-header.ts';

const CONFIG: SchedulerConfig = {
  capacity: { memory: bytes(3000), loadPermits: 64, corePermits: 4, seats: 7 },
  workers: 'auto',
  loads: 'auto',
  policy: { kind: 'adaptive' },
  storage: 'other',
  memoryGrowth: 'while-loading',
  nativeThreads: 1,
  timeout: milliseconds(2000),
  killGrace: milliseconds(100),
  models: startModels({ overhead: bytes(10), gamma: 1 }),
  seatsPerTask: 1,
};

const step = fc.record({ what: fc.nat(11), which: fc.nat(), wait: fc.nat(300) });
const life = fc.record({
  sizes: fc.array(fc.integer({ min: 0, max: 2000 }), { minLength: 1, maxLength: 30 }),
  /** One list for each process that has the batch, one after the other. */
  processes: fc.array(fc.array(step, { maxLength: 60 }), { minLength: 1, maxLength: 4 }),
});

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** One thing that may happen; null if nothing is in flight. */
function happening(state: SchedulerState, { what, which }: Step): SchedulerEvent | null {
  const active = [...state.tasks.active];
  const [task, held] = active[which % Math.max(1, active.length)] ?? [0, null];
  if (what === 11 && which % 7 === 0) return { type: 'cancel', cause: 'asked to' };
  if (held === null) return null;
  const { worker } = held;
  if (what === 0) return { type: 'worker-lost', worker, end: { exitCode: 1, signal: null, stderr: ['é\n'] } };
  if (what === 1) return { type: 'loading', worker, task, bytesRead: which };
  if (what === 2) return { type: 'loaded', worker, task, resident: bytes(which % 1000) };
  const fault = { code: 'FILE_BAD', message: 'it is bad' };
  const { measures } = SUCCEEDED;
  const end = what < 5 ? ({ kind: 'failed', fault, measures } as const) : SUCCEEDED;
  return { type: 'attempt-ended', worker, task, end };
}

/** The journal of a batch, and what the scheduler knows. */
class Lives {
  readonly records: JournalRecord[];
  readonly sizes: readonly number[];
  state: SchedulerState;
  now = 0;

  constructor(sizes: readonly number[]) {
    this.sizes = sizes;
    this.records = [journalHeader({ inputs: sizes.length, workers: null })];
    this.write(
      sizes.map((size, task): JournalRecord => ({ type: 'input', task, file: `${task}`, size, modified: 1 })),
    );
    this.state = initialState(CONFIG, { sizes: Float64Array.from(sizes) });
  }

  write(records: readonly JournalRecord[]): void {
    this.records.push(...records);
  }

  replay(): Replay {
    const contents = parseJournal(Buffer.from(`${journalText(this.records)}{"type":"torn`), 'j');
    expect(contents).toMatchObject({ damage: [], unknownRecords: 0 });
    return replayJournal(contents);
  }

  apply(event: SchedulerEvent): void {
    const [next, commands] = transition(this.state, event, milliseconds(this.now));
    this.state = next;
    this.write(commands.flatMap((command) => (command.type === 'record' ? [command.record] : [])));
  }

  /** What was in flight is lost with the process. */
  resume(): void {
    const { outcomes, attempts } = this.replay();
    const done = outcomes.filter((outcome) => outcome !== undefined).length;
    const at = milliseconds(this.now);
    const time = '2026-01-01T00:00:00.000Z';
    const left = outcomes.length - done;
    this.write([{ type: 'resumed', at, product: 'ballast 0', host: 'there', pid: 2, time, done, left }]);
    const settled = { outcomes, attempts, at };
    this.state = initialState(CONFIG, { sizes: Float64Array.from(this.sizes), settled });
  }
}

it('a replayed journal has the outcomes and attempts that the scheduler had, over any number of processes', () => {
  const seed = Math.floor(Math.random() * 2 ** 31);
  console.info(`replayed journals: seed ${seed}`);
  fc.assert(
    fc.property(life, ({ sizes, processes }) => {
      const lives = new Lives(sizes);
      for (const [number, steps] of processes.entries()) {
        if (number > 0) lives.resume();
        lives.apply({ type: 'opened' });
        for (const one of steps) {
          lives.now += one.wait;
          const event = happening(lives.state, one);
          if (event !== null) lives.apply(event);
        }
        const { outcomes, attempts, ending, at, inputs } = lives.replay();
        expect(outcomes).toEqual(lives.state.tasks.outcomes);
        expect([...attempts]).toEqual([...lives.state.tasks.attempts]);
        expect(ending !== null).toBe(lives.state.lifecycle.mode.kind === 'ended');
        expect(at).toBeLessThanOrEqual(lives.now);
        expect(inputs).toHaveLength(sizes.length);
        const settled = outcomes.filter((outcome) => outcome !== undefined);
        expect(settled).toHaveLength(lives.state.progress.settled);
      }
    }),
    { seed, numRuns: 150 },
  );
});
