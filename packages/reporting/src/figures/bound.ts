import { lowerBounds, type Milliseconds, type TaskNeeds } from '@ballast/resource-model';
import type { JournalHeader } from '@ballast/scheduler/journal';
import type { MakespanBound, TaskFigures } from './figures.ts';

/** Faster than any storage: if no load was long enough to be measured, storage does not bind. */
const UNSEEN_RATE = 1e15;

interface Seen {
  readonly storage: { readonly rateAt1: number; readonly maxRate: number } | null;
  readonly makespan: Milliseconds | null;
}

/**
 * The largest lower bound on the makespan, from what was measured of the files that succeeded: bytes, computing time,
 * high-water mark. Null if nothing succeeded.
 */
export function makespanBound(
  header: JournalHeader,
  tasks: readonly TaskFigures[],
  { storage, makespan }: Seen,
): MakespanBound | null {
  const needs: TaskNeeds[] = [];
  for (const { outcome, admittedAt, size, computeTime, highWater } of tasks) {
    // Outcomes kept from an earlier journal took no time in this one.
    if (outcome?.kind !== 'succeeded' || admittedAt === null) continue;
    needs.push({ bytes: size, computeSeconds: (computeTime ?? 0) / 1000, memory: highWater ?? 0, seats: 0 });
  }
  if (needs.length === 0 || makespan === null || makespan === 0 || header.budget.memory <= 0) return null;
  const { largest } = lowerBounds(needs, {
    cores: Math.max(1, header.cores),
    memory: header.budget.memory,
    seats: Number.POSITIVE_INFINITY,
    storage: {
      rateAt1: positive(storage?.rateAt1),
      maxRate: positive(storage?.maxRate),
    },
  });
  if (!(largest.seconds > 0)) return null;
  const { seconds, name, resource } = largest;
  return { seconds, name, resource, ratio: makespan / 1000 / seconds };
}

function positive(rate: number | undefined): number {
  return rate !== undefined && rate > 0 ? rate : UNSEEN_RATE;
}
