import { type LowerBound, lowerBounds, type Milliseconds, type TaskNeeds } from '@ballast/resource-model';
import type { JournalHeader } from '@ballast/scheduler/journal';
import type { MakespanBound, TaskFigures } from './figures.ts';
import { type SpanColumns, shownCapacity } from './shown-capacity.ts';

interface Seen {
  readonly storage: { readonly rateAt1: number; readonly maxRate: number } | null;
  readonly makespan: Milliseconds | null;
}

/** A shorter one is noise, in milliseconds. */
const SHORTEST_BOUND = 1;

/**
 * The largest lower bound on the makespan, from what was measured of the files that succeeded: bytes, computing time,
 * high-water mark. Never above the makespan: what the batch did is part of what the machine is known to do. Null if nothing
 * succeeded, and for a bound that is shorter than the clocks can measure.
 */
export function makespanBound(
  header: JournalHeader,
  tasks: readonly TaskFigures[],
  seen: Seen,
): MakespanBound | null {
  const { makespan } = seen;
  if (makespan === null || makespan === 0) return null;
  const largest = measuredBound(header, tasks, seen);
  if (largest === null || 1000 * largest.seconds < SHORTEST_BOUND) return null;
  // Journal and workers measure with clocks of their own, so a perfect schedule may seem to be better than that.
  const seconds = Math.min(largest.seconds, makespan / 1000);
  return { seconds, name: largest.name, resource: largest.resource, ratio: makespan / 1000 / seconds };
}

/** As measured: above the makespan by the inaccuracy of the times, at most. */
export function measuredBound(
  { cores, budget }: JournalHeader,
  tasks: readonly TaskFigures[],
  { storage }: Pick<Seen, 'storage'>,
): LowerBound | null {
  const counted = tasks.filter(isMeasured);
  if (counted.length === 0 || budget.memory <= 0) return null;
  const had = { cores: Math.max(1, cores), memory: budget.memory, storage };
  const machine = { ...shownCapacity(spansOf(counted), had), seats: Number.POSITIVE_INFINITY };
  const { bounds } = lowerBounds(counted.map(needsOf), machine);
  // A storage whose rate is not known bounds nothing.
  const known = storage === null ? bounds.filter(({ resource }) => resource !== 'storage') : bounds;
  return known.reduce((most, one) => (one.seconds > most.seconds ? one : most));
}

type Measured = TaskFigures & Record<'admittedAt' | 'settledAt', Milliseconds>;

/** Outcomes kept from an earlier journal took no time in this one. */
function isMeasured(task: TaskFigures): task is Measured {
  return task.outcome?.kind === 'succeeded' && task.admittedAt !== null && task.settledAt !== null;
}

function spansOf(tasks: readonly Measured[]): SpanColumns {
  const column = (of: (task: Measured) => number): Float64Array => Float64Array.from(tasks, of);
  return {
    count: tasks.length,
    computingAt: column((task) => task.admittedAt + elapsedOf(task) - computeTimeOf(task)),
    settledAt: column((task) => task.admittedAt + elapsedOf(task)),
    loadTime: column((task) =>
      Math.min(task.loadTime ?? Number.POSITIVE_INFINITY, elapsedOf(task) - computeTimeOf(task)),
    ),
    bytes: column(({ size }) => size),
    memory: column(memoryOf),
  };
}

function needsOf(task: Measured): TaskNeeds {
  const { size: bytes } = task;
  return { bytes, computeSeconds: computeTimeOf(task) / 1000, memory: memoryOf(task), seats: 0 };
}

function elapsedOf({ admittedAt, settledAt }: Measured): number {
  return Math.max(0, settledAt - admittedAt);
}

function computeTimeOf(task: Measured): number {
  return Math.min(task.computeTime ?? 0, elapsedOf(task));
}

function memoryOf({ highWater }: Measured): number {
  return highWater ?? 0;
}
