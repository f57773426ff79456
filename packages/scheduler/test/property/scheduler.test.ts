import { bytes, milliseconds } from '@ballast/resource-model';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SchedulerEvent } from '../../src/core/event.ts';
import { initialState, type SchedulerState } from '../../src/core/state.ts';
import { transition } from '../../src/core/transition.ts';
import { SUCCEEDED } from '../scenario/scenario.ts';
import { checkInvariants } from './invariants.ts';

const batch = fc.record({
  sizes: fc.array(fc.integer({ min: 0, max: 2000 }), { maxLength: 60 }),
  memory: fc.integer({ min: 1, max: 3000 }),
  cores: fc.integer({ min: 1, max: 12 }),
  workers: fc.option(fc.integer({ min: 1, max: 20 }), { nil: 'auto' as const }),
  overhead: fc.integer({ min: 0, max: 50 }),
  steps: fc.array(fc.record({ what: fc.nat(9), which: fc.nat(), wait: fc.nat(400) }), { maxLength: 200 }),
});

type Batch = typeof batch extends fc.Arbitrary<infer T> ? T : never;

function open({ sizes, memory, cores, workers, overhead }: Batch): SchedulerState {
  const capacity = { memory: bytes(memory), loadPermits: 64, corePermits: cores, seats: 100 };
  const memoryPrior = { overhead: bytes(overhead), gamma: 1 };
  const config = {
    capacity,
    workers,
    timeout: milliseconds(2000),
    killGrace: milliseconds(100),
    memoryPrior,
    seatsPerTask: 0,
  };
  return initialState(config, { sizes: Float64Array.from(sizes) });
}

/** One thing that may happen to the tasks in flight; null where nothing is in flight. */
function happening(state: SchedulerState, step: Batch['steps'][number]): SchedulerEvent | null {
  const active = [...state.active];
  const chosen = active[step.which % Math.max(1, active.length)];
  if (chosen === undefined) return null;
  const [task, { worker }] = chosen;
  if (step.what === 0) return { type: 'worker-lost', worker, end: { exitCode: 1, signal: null, stderr: [] } };
  if (step.what === 1) return { type: 'tick', usages: new Map() };
  if (step.what === 2) return { type: 'loading', worker, task, bytesRead: step.which };
  if (step.what === 3) return { type: 'loaded', worker, task, resident: bytes(step.which % 1000) };
  return { type: 'attempt-ended', worker, task, end: SUCCEEDED };
}

describe('the scheduler', () => {
  it('keeps its invariants through any sequence of events, and settles every task', () => {
    fc.assert(
      fc.property(batch, (given) => {
        let now = 0;
        let state = open(given);
        const apply = (event: SchedulerEvent): void => {
          const [next, commands] = transition(state, event, milliseconds(now));
          state = next;
          checkInvariants(state, commands);
        };
        apply({ type: 'opened' });
        for (const step of given.steps) {
          now += step.wait;
          const event = happening(state, step);
          if (event !== null) apply(event);
        }
        for (let guard = 0; state.active.size > 0; guard += 1) {
          expect(guard).toBeLessThan(1000);
          const [id, task] = [...state.active][0] ?? [0, null];
          if (task === null) break;
          if (task.state === 'stopping')
            apply({
              type: 'worker-lost',
              worker: task.worker,
              end: { exitCode: null, signal: 'SIGKILL', stderr: [] },
            });
          else apply({ type: 'attempt-ended', worker: task.worker, task: id, end: SUCCEEDED });
        }
        expect(state.settled).toBe(given.sizes.length);
        expect(state.mode.kind).toBe('ended');
      }),
      { numRuns: 300 },
    );
  });
});
