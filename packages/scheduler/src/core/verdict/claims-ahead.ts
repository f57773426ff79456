import { type Bytes, computeTimeModel } from '@ballast/resource-model';
import { headroomToStart } from '../state/memory/headroom.ts';
import type { SchedulerState } from '../state/state.ts';
import type { ActiveTask, TaskId } from '../state/tasks/task-state.ts';
import { computeTime } from './backfill.ts';
import { corePermits } from './permits.ts';

/** What is taken ahead takes at most this share of the time that all nodes need for what waits. */
const AHEAD_SHARE = 0.5;

/** It has not been allowed to compute. */
export function isUngranted(task: ActiveTask): boolean {
  if (task.state === 'loaded') return true;
  return (task.state === 'loading' || task.state === 'starting') && !task.granted;
}

/**
 * Whether a task may be taken that cannot compute yet. Alone, a machine loses nothing by that. In a batch of several nodes nobody else can
 * have the task meanwhile: a node with little memory would work off what it took at the beginning, one after the other, long after the
 * others have nothing left. So what is taken ahead must be over well before the rest is, by memory and time.
 */
export function mayTakeAhead(
  state: SchedulerState,
  { task, needed }: { readonly task: TaskId; readonly needed: Bytes },
): boolean {
  const { machine, tasks, learned } = state;
  const { ungranted, computing, granted } = tasks.totals;
  const areTimesKnown = learned.models.compute.count > 0;
  if (machine.peerCores === 0 || (areTimesKnown && ungranted === 0)) return true;
  let memoryTime = needed * computeTime(state, task);
  let growth: number = needed;
  for (const [other, active] of tasks.active) {
    if (!isUngranted(active)) continue;
    memoryTime += active.reservation.full * computeTime(state, other);
    growth += active.reservation.full - active.reservation.now;
  }
  // There is a core and memory for each of them: they compute as soon as they are loaded.
  if (computing + granted + ungranted < corePermits(state) && growth <= headroomToStart(state)) return true;
  const budget = machine.capacity.memory;
  // It may take very long until memory is available.
  if (!areTimesKnown) return tasks.totals.reserved + growth <= budget;
  return memoryTime / budget <= AHEAD_SHARE * timeOfAll(state);
}

/** Predicted time until all nodes together have computed what waits, in milliseconds. */
function timeOfAll(state: SchedulerState): number {
  const { config, machine, tasks, learned } = state;
  const waiting = Math.max(1, tasks.queue.length);
  const mean = computeTimeModel.predict(learned.models.compute, { size: tasks.queuedBytes / waiting });
  const peers = machine.peerCores / config.nativeThreads;
  return (mean.expected * tasks.queue.length) / (peers + corePermits(state));
}
