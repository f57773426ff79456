import { bytes, MIB, milliseconds } from '@ballast/resource-model';
import { initialState, type SchedulerState, startModels, transition } from '@ballast/scheduler';
import { describe, expect, it } from 'vitest';
import { bindingResource } from './binding-resource.ts';
import { loadRate, type ProgressView, progressLine } from './progress-line.ts';

const GIB = 1024 * MIB;
const PRIOR = { overhead: bytes(10 * MIB), gamma: 1 };

interface Batch {
  readonly files?: number;
  readonly cores?: number;
  readonly memory?: number;
  readonly loads?: number;
}

/** A batch of files of 100 MiB each, as many of them loading as may be. */
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

/** Lets a task go on to having read so many bytes, or all of them. */
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

const view = (more: Partial<ProgressView> = {}): ProgressView => ({
  elapsed: 60_000,
  totalBytes: 2000 * MIB,
  rate: 200 * MIB,
  width: Number.POSITIVE_INFINITY,
  ...more,
});

describe('the line of progress', () => {
  it('tells what matters most first', () => {
    const state = settledOf(started(), { settled: 5, failed: 2, settledBytes: 500 * MIB });
    transition(state, { type: 'drain', cause: 'x' }, milliseconds(10));
    const parts = progressLine(state, view()).split(' | ');
    expect(parts).toEqual([
      '5/20',
      '2 failed',
      'draining: Ctrl-C again stops now',
      'about 3 min 00 s to go',
      expect.stringMatching(/^memory 0 B used, \S+ [MG]iB of 64\.0 GiB reserved$/),
      '500 MiB of 1.95 GiB',
      '2 loading, 0 computing',
      'reads 200 MiB/s',
    ]);
  });

  it('counts a task that loads with the grant to compute once', () => {
    const state = started();
    expect(state.tasks.totals.granted).toBeGreaterThan(0);
    expect(progressLine(state, view())).toContain('2 loading, 0 computing');
    to(state, 0, 'all');
    expect(progressLine(state, view())).toContain('1 computing');
  });

  it('tells of tasks at the gate', () => {
    const state = counting(started(), { atGate: 3 });
    expect(progressLine(state, view())).toContain('2 loading, 0 computing, 3 at the gate');
  });

  it('drops parts from its end, whole ones, where the width is short', () => {
    const state = settledOf(started(), { settled: 5, failed: 2, settledBytes: 0 });
    transition(state, { type: 'drain', cause: 'x' }, milliseconds(10));
    const whole = progressLine(state, view());
    for (let width = 20; width <= whole.length; width += 1) {
      const line = progressLine(state, view({ width }));
      expect(line.length).toBeLessThanOrEqual(width);
      expect(whole.startsWith(line)).toBe(true);
      expect(['', ' | '].some((end) => whole.startsWith(line + end))).toBe(true);
    }
    expect(progressLine(state, view({ width: 50 }))).toBe(
      '5/20 | 2 failed | draining: Ctrl-C again stops now',
    );
    expect(progressLine(state, view({ width: whole.length }))).toBe(whole);
  });

  it('says nothing of a rate that is not known, or of loads that there are not', () => {
    const state = started();
    expect(progressLine(state, view({ rate: null }))).not.toContain('reads');
    expect(progressLine(counting(state, { loading: 0 }), view())).not.toContain('reads');
  });

  it('says that a cancelled batch is stopping', () => {
    const state = started();
    transition(state, { type: 'cancel', cause: 'x' }, milliseconds(10));
    expect(progressLine(state, view())).toContain('| stopping |');
  });
});

describe('the rate of loads', () => {
  it('is that of the present window, once it is long enough', () => {
    const state = started();
    to(state, 0, 50 * MIB);
    expect(loadRate(state)).toBeNull();
    transition(state, { type: 'tick', usages: new Map() }, milliseconds(400));
    expect(loadRate(state)).toBe((50 * MIB * 1000) / 400);
  });
});

describe('what binds a batch', () => {
  it('is the storage while loads are at their permits', () => {
    expect(bindingResource(started())).toBe('storage');
  });

  it('is the cores while as many compute as there are cores', () => {
    const state = started({ cores: 2 });
    to(state, 0, 'all');
    to(state, 1, 'all');
    expect(state.tasks.totals.computing).toBe(2);
    expect(bindingResource(state)).toBe('cores');
    expect(progressLine(state, view())).toMatch(/ \| bound by cores$/);
  });

  it('is the memory while the next file waits for it, or running ones are held back', () => {
    expect(bindingResource(started({ memory: 700 * MIB, loads: 9 }))).toBe('memory');
    const state = counting(started(), { heldBack: 1 });
    expect(bindingResource(state)).toBe('memory');
  });

  it('is not clear while nothing waits, or nothing more is admitted', () => {
    expect(bindingResource(started({ files: 1 }))).toBeNull();
    const state = started();
    transition(state, { type: 'drain', cause: 'x' }, milliseconds(10));
    expect(bindingResource(state)).toBeNull();
  });
});
