import { bytes, milliseconds } from '@ballast/resource-model';
import { describe, expect, it } from 'vitest';
import type { SchedulerEvent } from '../core/state/event.ts';
import { initialState } from '../core/state/initial-state.ts';
import { startModels } from '../core/state/memory/models.ts';
import type { SchedulerState } from '../core/state/state.ts';
import type { JournalRecord } from '../journal/record.ts';
import type { JournalSink, TaskRunner } from '../ports.ts';
import { type Engine, startEngine } from './engine.ts';

function tasks(count: number): SchedulerState {
  return initialState(
    {
      capacity: { memory: bytes(1e9), loadPermits: 8, corePermits: 1, seats: 100 },
      workers: 1,
      loads: 'auto',
      policy: { kind: 'adaptive' },
      storage: 'other',
      memoryGrowth: 'while-loading',
      nativeThreads: 1,
      timeout: null,
      killGrace: milliseconds(1000),
      models: startModels({ overhead: bytes(10), gamma: 1 }),
      seatsPerTask: 0,
    },
    { sizes: new Float64Array(count).fill(100) },
  );
}

/** Ports that record the calls they get; `answer` is what the runner does with an order. */
class Stage {
  readonly happened: string[] = [];
  readonly #listeners: ((event: SchedulerEvent) => void)[] = [];
  closed = 0;

  emit(event: SchedulerEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  engine(
    state: SchedulerState,
    ports: { answer?: (worker: number, task: number) => void; journal?: Partial<JournalSink> },
  ): Engine {
    const note = (what: string): void => void this.happened.push(what);
    const runner: TaskRunner = {
      listen: (listener) => void this.#listeners.push(listener),
      credit: () => undefined,
      run: ({ worker, task }) => {
        note(`run ${task}`);
        ports.answer?.(worker, task);
      },
      go: (worker) => note(`go ${worker}`),
      pause: (worker) => note(`pause ${worker}`),
      resume: (worker) => note(`resume ${worker}`),
      suspend: (worker) => note(`suspend ${worker}`),
      continue: (worker) => note(`continue ${worker}`),
      stop: (worker) => note(`stop ${worker}`),
      retire: (worker) => note(`retire ${worker}`),
      pid: () => null,
      close: async () => {
        this.closed += 1;
      },
    };
    const journal: JournalSink = {
      append: (records: readonly JournalRecord[]) =>
        note(records.map(({ type }) => `record ${type}`).join(', ')),
      sync: async () => note('sync'),
      ...ports.journal,
    };
    const sampler = { sample: () => new Map(), close: () => undefined };
    const clock = { now: () => milliseconds(0) };
    return startEngine(state, { clock, runner, sampler, journal }, { tickEvery: 60_000, syncEvery: 60_000 });
  }

  succeed(worker: number, task: number): void {
    const measures = {
      highWater: null,
      loadTime: milliseconds(1),
      computeTime: milliseconds(1),
      bytesRead: bytes(1),
    };
    const end = {
      kind: 'succeeded',
      result: null,
      problems: 0,
      notes: [],
      completeness: 'complete',
      measures,
    } as const;
    this.emit({ type: 'attempt-ended', worker, task, end });
  }
}

describe('the engine', () => {
  it('records before it acts, and syncs every settlement', async () => {
    const stage = new Stage();
    const engine = stage.engine(tasks(2), { answer: (worker, task) => stage.succeed(worker, task) });
    expect((await engine.ended).progress.settled).toBe(2);
    const { happened } = stage;
    expect(happened.indexOf('run 0')).toBeGreaterThan(
      happened.findIndex((what) => what.startsWith('record admitted')),
    );
    expect(happened.findIndex((what) => what.includes('record settled'))).toBeLessThan(
      happened.indexOf('run 1'),
    );
    expect(happened.at(-1)).toBe('sync');
    expect(stage.closed).toBe(1);
  });

  it('sends no order to a worker that a later event of the same turn removed', async () => {
    const stage = new Stage();
    const given: string[] = [];
    const engine = stage.engine(tasks(2), {
      answer: (worker, task) => {
        given.push(`${task} to ${worker}`);
        stage.succeed(worker, task);
        if (given.length === 1)
          stage.emit({ type: 'worker-lost', worker, end: { exitCode: 1, signal: null, stderr: [] } });
      },
    });
    expect((await engine.ended).tasks.outcomes.map((outcome) => outcome?.kind)).toEqual([
      'succeeded',
      'succeeded',
    ]);
    expect(given).toEqual(['0 to 1', '1 to 2']);
  });

  it('drains if the journal cannot be written, starts nothing that is not in it, and leaves no worker', async () => {
    const stage = new Stage();
    const engine = stage.engine(tasks(1), {
      journal: {
        append: () => {
          throw new Error('no space left');
        },
      },
    });
    const state = await engine.ended;
    expect(state.lifecycle.storageFault).toBe('the journal cannot be written: no space left');
    expect([state.progress.settled, state.tasks.active.size, state.tasks.queue.length]).toEqual([0, 0, 1]);
    expect(stage.closed).toBe(1);
    expect(stage.happened).not.toContain('run 0');
  });

  it('lets running attempts end if the journal fails later, and writes the missing records as soon as it can', async () => {
    const stage = new Stage();
    const written: string[] = [];
    let fails = 0;
    let recovered = 0;
    const engine = stage.engine(tasks(2), {
      answer: (worker, task) => {
        fails = 2;
        stage.succeed(worker, task);
      },
      journal: {
        append: (records) => {
          fails -= 1;
          if (fails >= 0) throw new Error('no space left');
          written.push(...records.map(({ type }) => type));
        },
        recover: () => {
          recovered += 1;
        },
      },
    });
    const state = await engine.ended;
    expect([state.progress.settled, state.tasks.queue.length]).toEqual([1, 1]);
    expect(state.lifecycle.storageFault).toContain('no space left');
    expect(recovered).toBeGreaterThan(0);
    expect(written.filter((type) => type === 'settled')).toHaveLength(1);
    expect(written.at(-1)).toBe('ended');
    expect(stage.happened.filter((what) => what.startsWith('run'))).toEqual(['run 0']);
  });

  it('drains if the journal cannot be synced to storage', async () => {
    const stage = new Stage();
    const sync = async (): Promise<void> => {
      throw new Error('input/output error');
    };
    const engine = stage.engine(tasks(1), { journal: { sync } });
    while (!stage.happened.includes('run 0')) await new Promise(setImmediate);
    engine.storageFault('the output folder is gone');
    stage.succeed(1, 0);
    const state = await engine.ended;
    expect(state.lifecycle.storageFault).toBe('the output folder is gone');
    expect(state.tasks.outcomes[0]?.kind).toBe('succeeded');
  });

  it('starts nothing if it drains before its first turn', async () => {
    const stage = new Stage();
    const engine = stage.engine(tasks(3), {});
    engine.drain('a test');
    const state = await engine.ended;
    expect([state.progress.settled, state.tasks.queue.length]).toEqual([0, 3]);
    expect(stage.happened).toEqual(['record stopping, record ended', 'sync']);
  });

  it('admits nothing more once it drains', async () => {
    const stage = new Stage();
    const engine = stage.engine(tasks(3), {
      answer: (worker, task) => {
        engine.drain('a test');
        stage.succeed(worker, task);
      },
    });
    const state = await engine.ended;
    expect([state.progress.settled, state.tasks.queue.length]).toEqual([1, 2]);
  });
});
