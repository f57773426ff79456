import { bytes, MIB, milliseconds } from '@ballast/resource-model';
import { initialState, type SchedulerState, startModels, transition } from '@ballast/scheduler';
import { describe, expect, it } from 'vitest';
import { ProgressMeter } from './progress.ts';

const GIB = 1024 * MIB;
const PRIOR = { overhead: bytes(10 * MIB), gamma: 1 };

interface Batch {
  readonly files?: number;
  readonly cores?: number;
  readonly memory?: number;
  readonly loads?: number;
}

/** A batch of files of 100 MiB each, with as many loading as allowed. */
function started({ files = 20, cores = 4, memory = 64 * GIB, loads = 2 }: Batch = {}): SchedulerState {
  const state = initialState(
    {
      capacity: { memory: bytes(memory), loadPermits: 64, corePermits: cores, seats: 1000 },
      workers: 'auto',
      loads,
      policy: { kind: 'adaptive' },
      storage: 'other',
      memoryGrowth: 'while-loading',
      nativeThreads: 1,
      timeout: null,
      killGrace: milliseconds(1000),
      models: startModels(PRIOR),
      seatsPerTask: 0,
    },
    { sizes: new Float64Array(files).fill(100 * MIB) },
  );
  transition(state, { type: 'opened' }, milliseconds(0));
  for (let task = nextStarting(state); task !== null; task = nextStarting(state)) to(state, task, 0);
  return state;
}

function nextStarting({ tasks: { active } }: SchedulerState): number | null {
  for (const [task, { state }] of active) if (state === 'starting') return task;
  return null;
}

/** Lets a task read this number of bytes, or all of them. */
function to(state: SchedulerState, task: number, read: number | 'all'): void {
  const { worker } = state.tasks.active.get(task) ?? { worker: -1 };
  const event =
    read === 'all'
      ? ({ type: 'loaded', worker, task, resident: bytes(110 * MIB) } as const)
      : ({ type: 'loading', worker, task, bytesRead: read } as const);
  transition(state, event, milliseconds(0));
}

/** The same batch with these tasks settled. */
const settledOf = (state: SchedulerState, progress: SchedulerState['progress']): SchedulerState => ({
  ...state,
  progress,
});

type Totals = SchedulerState['tasks']['totals'];

/** The same batch with these counts of tasks. */
const counting = (state: SchedulerState, totals: Partial<Totals>): SchedulerState => ({
  ...state,
  tasks: { ...state.tasks, totals: { ...state.tasks.totals, ...totals } },
});

describe('the progress of a batch', () => {
  it('counts files, bytes and the memory that is held', () => {
    const first = started();
    const meter = new ProgressMeter(first, String);
    transition(first, { type: 'drain', cause: 'x' }, milliseconds(10));
    const state = settledOf(first, { settled: 5, failed: 2, settledBytes: 500 * MIB });
    expect(meter.read(state)).toMatchObject({
      files: 20,
      settled: 5,
      failed: 2,
      totalBytes: 2000 * MIB,
      settledBytes: 500 * MIB,
      mode: 'draining',
      loading: 2,
      computing: 0,
      memory: { used: 0, budget: 64 * GIB },
      seatWait: null,
    });
    expect(meter.read(state).share).toBeCloseTo(0.25);
    expect(meter.read(state).memory.held).toBe(state.tasks.totals.reserved);
  });

  it('counts only the work of this process for the share that is done', () => {
    const before = settledOf(started(), { settled: 10, failed: 0, settledBytes: 1000 * MIB });
    const meter = new ProgressMeter(before, String);
    expect(meter.read(before).share).toBe(0);
    const now = settledOf(before, { settled: 15, failed: 0, settledBytes: 1500 * MIB });
    expect(meter.read(now).share).toBeCloseTo(0.5);
  });

  it('is complete if every file was settled before', () => {
    const state = settledOf(started({ files: 2 }), { settled: 2, failed: 0, settledBytes: 200 * MIB });
    const idle = { ...state, tasks: { ...state.tasks, active: new Map() } };
    expect(new ProgressMeter(idle, String).read(idle).share).toBe(1);
  });

  it('counts a task once even if it loads and may already compute', () => {
    const state = started();
    const meter = new ProgressMeter(state, String);
    expect(state.tasks.totals.granted).toBeGreaterThan(0);
    expect(meter.read(state)).toMatchObject({ loading: 2, computing: 0 });
    to(state, 0, 'all');
    expect(meter.read(state)).toMatchObject({ computing: 1 });
  });

  it('has a read rate once the load window is long enough, and none while nothing loads', () => {
    const state = started();
    const meter = new ProgressMeter(state, String);
    to(state, 0, 50 * MIB);
    expect(meter.read(state).readRate).toBeNull();
    transition(state, { type: 'tick', usages: new Map() }, milliseconds(400));
    expect(meter.read(state).readRate).toBe((50 * MIB * 1000) / 400);
    expect(meter.read(counting(state, { loading: 0 })).readRate).toBeNull();
  });
});
