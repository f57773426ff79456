import { type LowerBound, lowerBounds, type Milliseconds, type TaskNeeds } from '@ballast/resource-model';
import type { JournalHeader } from '@ballast/scheduler/journal';
import type { MakespanBound, TaskFigures } from './figures.ts';
import { type Span, shownCapacity } from './shown-capacity.ts';

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
  const spans = tasks.flatMap(spanOf);
  if (spans.length === 0 || budget.memory <= 0) return null;
  const had = { cores: Math.max(1, cores), memory: budget.memory, storage };
  const needs = spans.map(
    ({ bytes, computeTime, memory }): TaskNeeds => ({
      bytes,
      computeSeconds: computeTime / 1000,
      memory,
      seats: 0,
    }),
  );
  const machine = { ...shownCapacity(spans, had), seats: Number.POSITIVE_INFINITY };
  const { bounds } = lowerBounds(needs, machine);
  // A storage whose rate is not known bounds nothing.
  const known = storage === null ? bounds.filter(({ resource }) => resource !== 'storage') : bounds;
  return known.reduce((most, one) => (one.seconds > most.seconds ? one : most));
}

function spanOf(task: TaskFigures): Span[] {
  const { outcome, admittedAt, settledAt, size, highWater } = task;
  // Outcomes kept from an earlier journal took no time in this one.
  if (outcome?.kind !== 'succeeded' || admittedAt === null || settledAt === null) return [];
  const elapsed = Math.max(0, settledAt - admittedAt);
  const computeTime = Math.min(task.computeTime ?? 0, elapsed);
  const loadTime = Math.min(task.loadTime ?? Number.POSITIVE_INFINITY, elapsed - computeTime);
  return [
    {
      admittedAt,
      settledAt: admittedAt + elapsed,
      loadTime,
      computeTime,
      bytes: size,
      memory: highWater ?? 0,
    },
  ];
}
