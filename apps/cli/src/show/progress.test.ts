import { bytes, milliseconds } from '@ballast/resource-model';
import { initialState, type SchedulerState, startModels, transition } from '@ballast/scheduler';
import { describe, expect, it } from 'vitest';
import { startProgress } from './progress.ts';

function batch(): SchedulerState {
  return initialState(
    {
      capacity: { memory: bytes(2 ** 30), loadPermits: 4, corePermits: 2, seats: 4 },
      workers: 'auto',
      loads: 'auto',
      policy: { kind: 'adaptive' },
      storage: 'other',
      memoryGrowth: 'while-loading',
      nativeThreads: 1,
      timeout: null,
      killGrace: milliseconds(1000),
      models: startModels({ overhead: bytes(0), gamma: 1 }),
      seatsPerTask: 0,
    },
    { sizes: new Float64Array(3).fill(1000) },
  );
}

interface Shown {
  readonly state: SchedulerState;
  readonly written: string[];
  readonly progress: ReturnType<typeof startProgress>;
}

function shown(terminal: { isTTY?: boolean; columns?: number }, quiet = false): Shown {
  const state = batch();
  const written: string[] = [];
  const out = { ...terminal, write: (text: string | Uint8Array) => written.push(String(text)) > 0 };
  const progress = startProgress({ out, state: () => state, quiet });
  return { state, written, progress };
}

describe('progress', () => {
  it('that is not on a terminal gives a whole line at once when it is told to', () => {
    const { state, written, progress } = shown({});
    transition(state, { type: 'opened' }, milliseconds(0));
    transition(state, { type: 'drain', cause: 'x' }, milliseconds(1));
    progress.show();
    progress.stop();
    expect(written).toHaveLength(1);
    expect(written[0]).toMatch(/^0\/3 \| draining: Ctrl-C again stops now \| memory [^\n]+\n$/);
  });

  it('renews its line on a terminal, no longer than that is wide, and clears it at the end', () => {
    const { written, progress } = shown({ isTTY: true, columns: 30 });
    progress.show();
    progress.stop();
    expect(written).toEqual(['\r\u001b[2K0/3', '\r\u001b[2K']);
  });

  it('says nothing where nothing is wanted', () => {
    const { written, progress } = shown({ isTTY: true, columns: 200 }, true);
    progress.show();
    progress.stop();
    expect(written).toEqual([]);
  });
});
