import type { Milliseconds } from '@ballast/resource-model';
import { put } from '../state/ledger.ts';
import type { SchedulerState } from '../state/state.ts';
import type { TaskId } from '../state/task-state.ts';
import { WORTH_TELLING } from '../state/worth-telling.ts';
import { ownLoadTime } from '../verdict/backfill.ts';

/**
 * Of a short load nothing is heard until its task has ended: it counts as a load for as long as loads of its size took
 * lately, and as computing from then on. Otherwise files that load in no time and compute for long would fill the load
 * permits with what does not touch the storage any more.
 */
export function presumeLoaded(state: SchedulerState, now: Milliseconds): void {
  if (state.totals.loading === 0) return;
  for (const [id, task] of state.active) {
    if (task.state !== 'loading' || task.presumedLoaded || task.paused !== null || !task.granted) continue;
    // What it has read it tells of only while a load lasts.
    if (task.bytesRead === 0 && now - task.since >= untoldLoad(state, id))
      put(state, id, { ...task, presumedLoaded: true });
  }
}

/** Predicted time of a load that will not be told of, in milliseconds; infinite for one that will, or of which nothing is known. */
function untoldLoad(state: SchedulerState, id: TaskId): number {
  const time = ownLoadTime(state, id);
  return time === null || time >= WORTH_TELLING ? Number.POSITIVE_INFINITY : time;
}
