import { type Bytes, bytes } from '@ballast/resource-model';
import type { SchedulerState } from '../state.ts';

/** Budget less reservations and less what idle workers keep; never negative. */
export function headroom(state: SchedulerState): Bytes {
  return bytes(Math.max(0, unreserved(state)));
}

/** The same for a task that would start now: what the idle worker that it gets keeps is a part of what it needs. */
export function headroomToStart(state: SchedulerState): Bytes {
  const { idle, records } = state.workers;
  const [next] = idle;
  const kept = next === undefined ? 0 : (records.get(next)?.usage?.resident ?? 0);
  return bytes(Math.max(0, unreserved(state) + kept));
}

/** Below zero if more is reserved than there is. */
export function unreserved({ machine, tasks, workers }: SchedulerState): number {
  return machine.capacity.memory - tasks.totals.reserved - workers.idleMemory;
}
