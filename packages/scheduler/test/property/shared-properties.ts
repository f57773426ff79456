import { bytes, milliseconds } from '@ballast/resource-model';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { SchedulerEvent } from '../../src/core/state/event.ts';
import { initialState } from '../../src/core/state/initial-state.ts';
import { startModels } from '../../src/core/state/memory/models.ts';
import type { SchedulerState } from '../../src/core/state/state.ts';
import { waiting } from '../../src/core/state/tasks/task-queue.ts';
import { transition } from '../../src/core/transition.ts';
import { SUCCEEDED } from '../scenario/scenario.ts';
import { checkInvariants } from './invariants.ts';

const batch = fc.record({
  sizes: fc.array(fc.integer({ min: 0, max: 2000 }), { minLength: 1, maxLength: 40 }),
  memory: fc.integer({ min: 1, max: 3000 }),
  onlyFollows: fc.boolean(),
  steps: fc.array(fc.record({ what: fc.nat(8), which: fc.nat() }), { maxLength: 150 }),
});

type Batch = typeof batch extends fc.Arbitrary<infer T> ? T : never;

function open({ sizes, memory, onlyFollows }: Batch): SchedulerState {
  return initialState(
    {
      capacity: { memory: bytes(memory), loadPermits: 64, corePermits: 4, seats: 7 },
      ...{ workers: 'auto', loads: 'auto', policy: { kind: 'adaptive' }, storage: 'other' },
      ...{ memoryGrowth: 'after-loading', nativeThreads: 1, timeout: null, killGrace: milliseconds(100) },
      ...{ models: startModels({ overhead: bytes(10), gamma: 1 }), seatsPerTask: 0, onlyFollows },
    },
    { sizes: Float64Array.from(sizes) },
  );
}

const outcome = { kind: 'succeeded', retry: 'never', result: null, problems: 0, notes: [] } as const;

function settledBy(task: number, seq: number): SchedulerEvent {
  const none = { measures: null, reserved: bytes(0), observedHighWater: null } as const;
  const settlement = {
    node: 'b',
    seq,
    attempt: 1,
    outcome: { ...outcome, completeness: 'complete' } as const,
  };
  return { type: 'settled-elsewhere', task, settlement: { ...settlement, ...none } };
}

/** Something that a board may say, true or stale; null if it has nothing to be about. */
function happening(
  state: SchedulerState,
  { what, which }: Batch['steps'][number],
  seq: number,
): SchedulerEvent | null {
  const task = which % state.inputs.sizes.length;
  const active = [...state.tasks.active];
  const [chosen, held] = active[which % Math.max(1, active.length)] ?? [];
  const queued = [...waiting(state.tasks.queue)];
  switch (what) {
    case 0:
    case 1: {
      const tasks = queued.filter((_, i) => i % 3 === which % 3);
      return {
        type: 'elsewhere',
        tasks: tasks.map((one) => ({ task: one, attempt: 1, node: 'b', seq, worker: 9 })),
      };
    }
    case 2:
      return settledBy(task, seq);
    case 3:
      return { type: 'came-back', task, attempts: 1, by: { node: 'b', seq, because: 'b is gone' } };
    case 4:
      return { type: 'peers', largest: which % 2 === 0 ? null : bytes(which % 4000), cores: which % 5 };
    case 5:
    case 6:
      if (held === undefined) return null;
      return {
        type: 'claim-lost',
        worker: held.worker,
        left: held.state === 'starting' ? 'nothing' : 'idle',
      };
    default:
      if (held === undefined || chosen === undefined) return null;
      return { type: 'attempt-ended', worker: held.worker, task: chosen, end: SUCCEEDED };
  }
}

/** Whatever waits here or elsewhere is settled by another node. */
function finish(apply: (event: SchedulerEvent) => void, current: () => SchedulerState): void {
  for (let guard = 0; current().lifecycle.mode.kind !== 'ended'; guard += 1) {
    expect(guard, 'the batch ends').toBeLessThan(500);
    const { active, elsewhere, queue, aside } = current().tasks;
    const [held] = active.values();
    if (held !== undefined) {
      apply({
        type: 'claim-lost',
        worker: held.worker,
        left: held.state === 'starting' ? 'nothing' : 'idle',
      });
      continue;
    }
    const [task] = [...elsewhere.keys(), ...waiting(queue), ...aside.alone];
    apply(settledBy(task ?? 0, 1000 + guard));
  }
}

/** Whatever a board says, in any order, and however stale. */
export function sharedProperties(runs: number): void {
  it('keeps its invariants whatever a board says, and ends when every task has settled somewhere', () => {
    fc.assert(
      fc.property(batch, (given) => {
        let state = open(given);
        let now = 0;
        const apply = (event: SchedulerEvent): void => {
          now += 1;
          const [next, commands] = transition(state, event, milliseconds(now));
          state = next;
          checkInvariants(state, commands);
        };
        apply({ type: 'opened' });
        for (const [i, step] of given.steps.entries()) {
          const event = happening(state, step, i);
          if (event !== null) apply(event);
        }
        finish(apply, () => state);
        expect(state.progress.settled).toBe(given.sizes.length);
        expect(state.tasks.elsewhere.size).toBe(0);
      }),
      { numRuns: runs },
    );
  });
}
