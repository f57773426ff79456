import { computeTimeModel, loadRateModel } from '@ballast/resource-model';
import type { SchedulerState } from '../state/state.ts';
import type { ActiveTask, TaskId } from '../state/tasks/task-state.ts';

/**
 * When enough memory for the task that waits will be unreserved, in milliseconds from now, and how much more than it needs
 * there will be (the shadow time and the extra nodes of EASY backfilling).
 */
export interface Shadow {
  readonly after: number;
  readonly extra: number;
}

/** From the predicted ends of what runs. */
export function shadowOf(state: SchedulerState, needed: number): Shadow {
  return foreseen(state, needed) ?? { after: 0, extra: 0 };
}

/** Null if it will not have enough even when all that runs has ended. */
function foreseen(state: SchedulerState, needed: number): Shadow | null {
  let headroom = state.machine.capacity.memory - state.tasks.totals.reserved;
  const ends: { after: number; releases: number }[] = [];
  for (const [id, task] of state.tasks.active) {
    if (task.state !== 'loaded' && !isHeldBack(task))
      ends.push({ after: remaining(state, id, task), releases: task.reservation.now });
  }
  ends.sort((a, b) => a.after - b.after);
  for (const { after, releases } of ends) {
    headroom += releases;
    if (headroom >= needed) return { after, extra: headroom - needed };
  }
  return null;
}

/** Nothing leaves enough. */
const NO_ROOM: Shadow = { after: -1, extra: -1 };

/** Stopped or suspended for lack of memory. */
export function isHeldBack(task: ActiveTask): boolean {
  return task.state === 'computing' ? task.suspended : task.state === 'loading' && task.paused === 'memory';
}

/** Of the task that has been held back longest for lack of memory; null if none is. */
export function heldBackShadow(state: SchedulerState): Shadow | null {
  if (state.tasks.totals.heldBack === 0) return null;
  for (const task of state.tasks.active.values())
    if (isHeldBack(task)) return foreseen(state, task.reservation.full - task.reservation.now) ?? NO_ROOM;
  return null;
}

/** Predicted time of a task from its start to its end, in milliseconds. */
export function predictedTime(state: SchedulerState, task: TaskId): number {
  return loadTime(state, state.inputs.sizes[task] ?? 0) + computeTime(state, task);
}

/** Predicted time of its computing, in milliseconds. */
export function computeTime({ inputs, learned }: SchedulerState, task: TaskId): number {
  return computeTimeModel.predict(learned.models.compute, { size: inputs.sizes[task] ?? 0 }).expected;
}

/** Predicted time of its load among others, by what recent loads took, in milliseconds; null before the first of them. */
export function ownLoadTime({ inputs, learned }: SchedulerState, task: TaskId): number | null {
  const { bytes, time } = learned.recentLoads;
  return bytes === 0 ? null : ((inputs.sizes[task] ?? 0) * time) / bytes;
}

/** Each of the active loads gets its share of what the storage delivers. */
function loadTime({ tasks, learned }: SchedulerState, size: number): number {
  const loads = Math.max(1, tasks.totals.loading);
  const rate = loadRateModel.rateAt(learned.models.loadRate, loads);
  return rate === null || rate <= 0 ? 0 : (1000 * size * loads) / rate;
}

function remaining(state: SchedulerState, id: TaskId, task: ActiveTask): number {
  switch (task.state) {
    case 'starting':
    case 'loading': {
      const left = Math.max(0, (state.inputs.sizes[id] ?? 0) - task.bytesRead);
      return loadTime(state, left) + computeTime(state, id);
    }
    case 'loaded':
      return computeTime(state, id);
    case 'computing':
      return Math.max(0, computeTime(state, id) - (state.clock.tickedAt - task.since));
    case 'stopping':
      return 0;
  }
}
