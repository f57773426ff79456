import type { Milliseconds } from '@ballast/resource-model';
import type { BackingOff } from './set-aside.ts';
import type { SchedulerState } from './state.ts';
import { enqueue } from './task-queue.ts';
import type { TaskId } from './task-state.ts';

/** Tasks that have neither begun nor settled. */
export function waitingTasks({ queue, aside }: SchedulerState): number {
  return queue.length + aside.backingOff.size + aside.alone.length;
}

/** Puts a task among those that may start. */
export function lineUp(state: SchedulerState, id: TaskId, alone: boolean): void {
  if (alone) {
    state.aside.alone.push(id);
    return;
  }
  enqueue(state.queue, id);
  state.queuedBytes += state.sizes[id] ?? 0;
  state.queuedFootprints += state.footprints[id] ?? 0;
}

export function backOff(state: SchedulerState, id: TaskId, how: BackingOff): void {
  state.aside.backingOff.set(id, how);
  state.aside.nextAt = Math.min(state.aside.nextAt, how.until);
}

/** Brings back the tasks whose time has come. */
export function comeBack(state: SchedulerState, now: Milliseconds): void {
  const { aside } = state;
  if (now < aside.nextAt) return;
  aside.nextAt = Number.POSITIVE_INFINITY;
  for (const [id, { until, alone }] of aside.backingOff) {
    if (until > now) {
      aside.nextAt = Math.min(aside.nextAt, until);
      continue;
    }
    aside.backingOff.delete(id);
    lineUp(state, id, alone);
  }
}
