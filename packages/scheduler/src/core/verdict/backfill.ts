import { computeTimeModel, loadRateModel } from '@ballast/resource-model';
import type { SchedulerState } from '../state/state.ts';
import type { ActiveTask, TaskId } from '../state/task-state.ts';

/** When enough memory for the one that waits will be free, in milliseconds from now, and how much more than it needs. */
export interface Shadow {
  readonly after: number;
  readonly extra: number;
}

/** From the predicted ends of what runs. */
export function shadowOf(state: SchedulerState, needed: number): Shadow {
  let free = state.capacity.memory - state.totals.hold;
  const ends = [...state.active]
    .filter(([, task]) => task.state !== 'loaded')
    .map(([id, task]) => ({ after: remaining(state, id, task), frees: task.reservation.hold as number }))
    .sort((a, b) => a.after - b.after);
  for (const { after, frees } of ends) {
    free += frees;
    if (free >= needed) return { after, extra: free - needed };
  }
  return { after: 0, extra: 0 };
}

/** Predicted time of a task from its start to its end, in milliseconds. */
export function predictedTime(state: SchedulerState, task: TaskId): number {
  return loadTime(state, state.sizes[task] ?? 0) + computeTime(state, task);
}

/** Predicted time of its computing, in milliseconds. */
export function computeTime(state: SchedulerState, task: TaskId): number {
  return computeTimeModel.predict(state.models.compute, { size: state.footprints[task] ?? 0 }).expected;
}

/** Time that its load takes, by what loads took lately beside others, in milliseconds; null before any has been seen. */
export function ownLoadTime({ loads, sizes }: SchedulerState, task: TaskId): number | null {
  return loads.bytes === 0 ? null : ((sizes[task] ?? 0) * loads.time) / loads.bytes;
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
