import { bytes, type FaultClass, milliseconds, type Usage } from '@ballast/resource-model';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { SEAT_POLICY } from '../../src/core/policy/seat-policy.ts';
import type { MemoryGrowth } from '../../src/core/state/config.ts';
import type { AttemptEnd, SchedulerEvent } from '../../src/core/state/event.ts';
import { initialState } from '../../src/core/state/initial-state.ts';
import { startModels } from '../../src/core/state/memory/models.ts';
import type { SchedulerState } from '../../src/core/state/state.ts';
import type { TaskId, WorkerId } from '../../src/core/state/tasks/task-state.ts';
import { noTotals } from '../../src/core/state/tasks/totals.ts';
import { transition } from '../../src/core/transition.ts';
import { failedWith, SUCCEEDED } from '../scenario/scenario.ts';
import { checkInvariants, checkSuspensions } from './invariants.ts';

const batch = fc.record({
  sizes: fc.array(fc.integer({ min: 0, max: 2000 }), { maxLength: 60 }),
  memory: fc.integer({ min: 1, max: 3000 }),
  cores: fc.integer({ min: 1, max: 12 }),
  workers: fc.option(fc.integer({ min: 1, max: 20 }), { nil: 'auto' as const }),
  overhead: fc.integer({ min: 0, max: 50 }),
  mostTogether: fc.integer({ min: 1, max: 6 }),
  seatsPerTask: fc.nat(1),
  growth: fc.constantFrom<MemoryGrowth>('while-loading', 'after-loading'),
  licences: fc.option(fc.constantFrom('machine' as const, 'process' as const)),
  retries: fc.option(
    fc.record({
      workerLost: fc.nat(2),
      workerLostAlone: fc.nat(2),
      outOfMemory: fc.nat(2),
      hung: fc.nat(1),
      timedOut: fc.nat(1),
      unstableInput: fc.nat(2),
      unavailableInput: fc.nat(3000).map(milliseconds),
    }),
  ),
  hungAfter: fc.option(fc.integer({ min: 1, max: 1500 }).map(milliseconds)),
  steps: fc.array(fc.record({ what: fc.nat(13), which: fc.nat(), wait: fc.nat(400) }), { maxLength: 200 }),
});

type Batch = typeof batch extends fc.Arbitrary<infer T> ? T : never;

function open(given: Batch): SchedulerState {
  const { sizes, memory, cores, workers, overhead, growth, licences, retries, hungAfter, mostTogether } =
    given;
  const capacity = { memory: bytes(memory), loadPermits: 64, corePermits: cores, seats: 7 };
  return initialState(
    {
      capacity,
      workers,
      loads: 'auto',
      policy: { kind: 'adaptive' },
      storage: 'other',
      memoryGrowth: growth,
      nativeThreads: 1,
      timeout: milliseconds(2000),
      killGrace: milliseconds(100),
      models: startModels({ overhead: bytes(overhead), gamma: 1 }),
      seatsPerTask: given.seatsPerTask,
      mostTogether,
      licences:
        licences === null || given.seatsPerTask === 0
          ? null
          : { ...SEAT_POLICY, scope: licences, patience: milliseconds(900) },
      retries,
      hungAfter,
    },
    { sizes: Float64Array.from(sizes) },
  );
}

/** One thing that may happen to the tasks in flight; null if nothing is in flight. */
function happening(state: SchedulerState, step: Batch['steps'][number]): SchedulerEvent | null {
  const active = [...state.tasks.active];
  const chosen = active[step.which % Math.max(1, active.length)];
  if (chosen === undefined) return null;
  const [task, { worker }] = chosen;
  const failed = failure(step);
  if (failed !== undefined) return { type: 'attempt-ended', worker, task, end: failedWith(failed) };
  if (step.what === 0 || step.what === 13) {
    const proof = step.what === 13 ? ({ kind: 'cgroup-oom-kill', counter: 1 } as const) : null;
    return { type: 'worker-lost', worker, end: { exitCode: 1, signal: null, stderr: [], proof } };
  }
  if (step.what === 1) return { type: 'tick', usages: usagesOf(state, step.which) };
  if (step.what === 4) return { type: 'settled-in', worker, task, resident: bytes(step.which % 1500) };
  if (step.what === 2) return { type: 'loading', worker, task, bytesRead: step.which };
  if (step.what === 3) return { type: 'loaded', worker, task, resident: bytes(step.which % 1000) };
  return ended(state, worker, task, 1 + (step.which % 4));
}

/** The worker has ended this task and as many of those that follow as it has, up to `count` in all. */
function ended(state: SchedulerState, worker: WorkerId, task: TaskId, count: number): SchedulerEvent {
  const followers = state.tasks.followers.get(worker) ?? [];
  const tasks = [task, ...followers.map((next) => next.task)].slice(0, count);
  const ends = tasks.map((id) => ({ task: id, end: briefEnd(state, id) }));
  return { type: 'attempts-ended', worker, ends };
}

function briefEnd({ inputs }: SchedulerState, task: TaskId): AttemptEnd {
  const measures = { ...SUCCEEDED.measures, bytesRead: bytes((inputs.sizes[task] ?? 0) + 1) };
  return { ...SUCCEEDED, measures };
}

const CLASSES = ['input-changed', 'input-unavailable', 'input-missing', null] as const;

/** The class of the fault with which an attempt ends; undefined if it does not end with one. */
function failure({ what, which }: Batch['steps'][number]): FaultClass | null | undefined {
  if (what === 10 || what === 11) return 'seat';
  return what === 12 ? CLASSES[which % 4] : undefined;
}

/** What lets the batch end: whatever runs ends; whatever is to be stopped stops. Null if only time helps. */
function ending(state: SchedulerState): SchedulerEvent | null {
  for (const [task, held] of state.tasks.active) {
    const { worker } = held;
    switch (held.state) {
      case 'stopping':
        return { type: 'worker-lost', worker, end: { exitCode: null, signal: 'SIGKILL', stderr: [] } };
      case 'starting':
        return { type: 'loading', worker, task, bytesRead: 0 };
      case 'loading':
        if (held.paused === 'memory' && !held.isStopped)
          return { type: 'loading', worker, task, bytesRead: held.bytesRead, stoppedAt: held.mayRead };
        if (!held.paused) return { type: 'loaded', worker, task, resident: bytes(held.reservation.now) };
        break;
      case 'computing':
        if (!held.suspended) return { type: 'attempt-ended', worker, task, end: SUCCEEDED };
        break;
      case 'loaded':
        break;
    }
  }
  return null;
}

/** When something happens by itself. */
function nextWake(
  { tasks: { aside }, limits: { seats }, clock: { eventAt } }: SchedulerState,
  now: number,
): number {
  const next = Math.min(aside.nextAt, seats.notBefore > eventAt ? seats.notBefore : Number.POSITIVE_INFINITY);
  if (next === Number.POSITIVE_INFINITY) expect.fail('what waits does not wait for a time');
  return Math.max(now, next);
}

/** Every worker holds between nothing and a third more than its reservation. */
function usagesOf(state: SchedulerState, which: number): Map<number, Usage> {
  const usages = new Map<number, Usage>();
  for (const [id, worker] of state.workers.records) {
    const task = worker.task === null ? undefined : state.tasks.active.get(worker.task);
    const given = task?.reservation.now ?? 30;
    const resident = bytes((given * ((which + id * 7) % 133)) / 100);
    const cpuTime = milliseconds(which % 3 === 0 ? 0 : which % 100_000);
    usages.set(id, { resident, highWater: null, cpuTime, bytesRead: null });
  }
  return usages;
}

/** The state, for comparing, without the arrays of the queue. */
function summary(state: SchedulerState): unknown {
  const { tasks, workers, progress, learned, limits, lifecycle } = state;
  const { active, outcomes, totals, aside, followers } = tasks;
  return {
    followers: [...followers],
    active: [...active],
    workers: [...workers.records],
    idle: workers.idle,
    outcomes,
    totals,
    aside,
    lifecycle,
    progress,
    models: learned.models,
    search: limits.search,
    seats: limits.seats,
  };
}

type Happened = readonly [SchedulerEvent, number];

/** Runs one batch to its end, checking after every transition; returns everything that happened and the last state. */
function live(given: Batch): { readonly happened: readonly Happened[]; readonly state: SchedulerState } {
  const happened: Happened[] = [];
  let now = 0;
  let state = open(given);
  const stopped = new Set<WorkerId>();
  const apply = (event: SchedulerEvent): void => {
    happened.push([event, now]);
    const [next, commands] = transition(state, event, milliseconds(now));
    state = next;
    checkInvariants(state, commands);
    if (event.type === 'worker-lost') stopped.delete(event.worker);
    checkSuspensions(stopped, commands);
  };
  apply({ type: 'opened' });
  for (const step of given.steps) {
    now += step.wait;
    const event = happening(state, step);
    if (event !== null) apply(event);
  }
  for (let guard = 0; state.lifecycle.mode.kind !== 'ended'; guard += 1) {
    if (guard >= 2000) expect.fail('the batch does not end');
    now += 10;
    const event = ending(state);
    if (event === null) now = nextWake(state, now);
    apply(event ?? { type: 'tick', usages: new Map() });
  }
  return { happened, state };
}

/** Runs a property until it has seen enough transitions; the seed is printed, so that a failure can be repeated. */
function checkLong(name: string, enough: number, property: (given: Batch) => number): void {
  const seed = Math.floor(Math.random() * 2 ** 31);
  console.info(`${name}: seed ${seed}`);
  let steps = 0;
  for (let round = 0; steps < enough; round += 1) {
    fc.assert(
      fc.property(batch, (given) => {
        steps += property(given);
      }),
      { numRuns: 10, seed: seed + round },
    );
  }
  expect(steps).toBeGreaterThanOrEqual(enough);
}

/** The properties, each checked in at least this number of transitions. */
export function schedulerProperties(enough: number): void {
  it('keeps its invariants through any sequence of events, and settles every task', () => {
    checkLong('invariants', enough, (given) => {
      const { happened, state } = live(given);
      expect(state.progress.settled).toBe(given.sizes.length);
      return happened.length;
    });
  });

  it('releases everything that it reserved', () => {
    checkLong('released', enough, (given) => {
      const { happened, state } = live(given);
      expect(state.tasks.totals).toEqual(noTotals());
      return happened.length;
    });
  });

  it('reaches the same state when the same events are repeated', () => {
    checkLong('replay', enough, (given) => {
      const { happened, state } = live(given);
      let again = open(given);
      for (const [event, now] of happened) [again] = transition(again, event, milliseconds(now));
      expect(summary(again)).toEqual(summary(state));
      return happened.length;
    });
  });
}
