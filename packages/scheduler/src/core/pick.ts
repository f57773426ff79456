import { computeTimeModel, loadRateModel } from '@ballast/resource-model';
import { demandOf, type Verdict, verdict } from './admission.ts';
import type { SchedulerState } from './state.ts';
import { headAtOrBelow } from './task-queue.ts';
import type { ActiveTask, Reservation, TaskId } from './task-state.ts';

export interface Pick {
  readonly task: TaskId;
  readonly bucket: number;
  readonly reservation: Reservation;
  readonly granted: boolean;
}

/** A task that is passed over so often keeps the memory that becomes free for itself. */
const MOST_BYPASSES = 32;
/** A task that needs more than this share of the budget is not passed over by tasks that would delay it. */
const LARGE_SHARE = 0.6;

/**
 * The next task to start: the largest that may. Where the largest of all does not fit, smaller ones may go first:
 * freely while it is small and has not been passed over often; else only those that do not delay it (EASY backfilling:
 * they end before it could start, or leave it the memory it needs).
 */
export function pick(state: SchedulerState): Pick | null {
  const head = headAtOrBelow(state.queue, Number.MAX_SAFE_INTEGER);
  if (head === null) return null;
  const first = verdict(state, head.task);
  if (first.admit) {
    state.bypasses = 0;
    return chosen(head, first);
  }
  if (first.reason.kind !== 'memory' && first.reason.kind !== 'alone') return null;
  return pickSmaller(state, head);
}

type Head = { readonly task: TaskId; readonly bucket: number };

function chosen(head: Head, answer: Extract<Verdict, { admit: true }>): Pick {
  return { ...head, reservation: answer.reservation, granted: answer.granted };
}

function pickSmaller(state: SchedulerState, head: Head): Pick | null {
  const guarded =
    state.bypasses >= MOST_BYPASSES || demandOf(state, head.task) > LARGE_SHARE * state.capacity.memory;
  const shadow = guarded ? shadowOf(state, head.task) : null;
  for (
    let next = headAtOrBelow(state.queue, head.bucket - 1);
    next !== null;
    next = headAtOrBelow(state.queue, next.bucket - 1)
  ) {
    const answer = verdict(state, next.task);
    if (!answer.admit) {
      if (answer.reason.kind !== 'memory' && answer.reason.kind !== 'alone') return null;
      continue;
    }
    if (shadow !== null && !leavesRoom(state, next.task, { shadow, answer })) continue;
    state.bypasses += 1;
    return chosen(next, answer);
  }
  return null;
}

/** When enough memory for the head will be free, in milliseconds from now, and how much more than it needs then. */
interface Shadow {
  readonly after: number;
  readonly extra: number;
}

function shadowOf(state: SchedulerState, head: TaskId): Shadow {
  const needed = demandOf(state, head);
  let free = state.capacity.memory - state.totals.hold;
  const ends = [...state.active]
    .map(([id, task]) => ({ after: remaining(state, id, task), frees: task.reservation.hold as number }))
    .sort((a, b) => a.after - b.after);
  for (const { after, frees } of ends) {
    free += frees;
    if (free >= needed) return { after, extra: free - needed };
  }
  return { after: 0, extra: 0 };
}

function leavesRoom(
  state: SchedulerState,
  task: TaskId,
  { shadow, answer }: { shadow: Shadow; answer: Extract<Verdict, { admit: true }> },
): boolean {
  return answer.reservation.commit <= shadow.extra || predictedTime(state, task) <= shadow.after;
}

/** Predicted time of a task from its start to its end, in milliseconds. */
function predictedTime(state: SchedulerState, task: TaskId): number {
  return loadTime(state, state.sizes[task] ?? 0) + computeTime(state, task);
}

function computeTime(state: SchedulerState, task: TaskId): number {
  return computeTimeModel.predict(state.models.compute, { size: state.footprints[task] ?? 0 }).expected;
}

/** Each of the active loads gets its share of what the storage delivers. */
function loadTime(state: SchedulerState, size: number): number {
  const loads = Math.max(1, state.totals.loading);
  const rate = loadRateModel.rateAt(state.models.loadRate, loads);
  return rate === null || rate <= 0 ? 0 : (1000 * size * loads) / rate;
}

function remaining(state: SchedulerState, id: TaskId, task: ActiveTask): number {
  switch (task.state) {
    case 'starting':
    case 'loading':
      return loadTime(state, Math.max(0, (state.sizes[id] ?? 0) - task.bytesRead)) + computeTime(state, id);
    case 'loaded':
      return computeTime(state, id);
    case 'computing':
      return Math.max(0, computeTime(state, id) - (state.tickedAt - task.since));
    case 'stopping':
      return 0;
  }
}
