import type { Milliseconds } from '@ballast/resource-model';
import { put } from '../state/memory/ledger.ts';
import { SHORT_LOAD } from '../state/memory/short-load.ts';
import type { SchedulerState } from '../state/state.ts';
import type { TaskId } from '../state/tasks/task-state.ts';
import { ownLoadTime } from '../verdict/backfill.ts';

/**
 * A short load sends no message, so we cannot see it end. Count it as loading for as long as recent loads of its size took,
 * and as computing from then on. Otherwise files that load in no time and compute for long would take up the load permits
 * while they do not touch the storage any more.
 */
export function presumeLoaded(state: SchedulerState, now: Milliseconds): void {
  if (state.tasks.totals.loading === 0) return;
  for (const [id, task] of state.tasks.active) {
    if (task.state !== 'loading' || task.presumedLoaded || task.paused !== null || !task.granted) continue;
    // A load that has reported bytes will also report its end.
    if (task.bytesRead === 0 && now - task.since >= silentLoadTime(state, id))
      put(state, id, { ...task, presumedLoaded: true });
  }
}

/** Predicted time of a load that sends no message, in milliseconds; infinite for one that sends messages or is unpredictable. */
function silentLoadTime(state: SchedulerState, id: TaskId): number {
  const time = ownLoadTime(state, id);
  return time === null || time >= SHORT_LOAD ? Number.POSITIVE_INFINITY : time;
}
