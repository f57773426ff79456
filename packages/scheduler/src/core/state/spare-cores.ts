import type { Capacity, Milliseconds, Usage } from '@ballast/resource-model';
import type { SchedulerState } from './state.ts';
import type { WorkerId } from './task-state.ts';

/**
 * Core time that it takes to start a worker process and to run its first file with nothing compiled yet, in
 * core-milliseconds.
 */
const START_COST = 400;

/**
 * Adds up the core time that neither workers nor the coordinator used since the last tick. Called before the measurements
 * are taken over: a worker's earlier one is what it had used by then.
 */
export function countSpareCores(
  state: SchedulerState,
  usages: ReadonlyMap<WorkerId, Usage>,
  { elapsed, own }: { readonly elapsed: Milliseconds; readonly own: Milliseconds },
): void {
  let used: number = own;
  for (const [id, { cpuTime }] of usages)
    used += Math.max(0, cpuTime - (state.workers.get(id)?.usage?.cpuTime ?? 0));
  const spare = state.spareCoreTime + state.capacity.corePermits * elapsed - used;
  state.spareCoreTime = Math.min(priceOfOne(state) * startsAtATime(state.capacity), Math.max(0, spare));
}

/**
 * Whether another process may be started: one for each core and a few at once, and one more whenever the cores have left
 * enough of their time unused: as much as it costs for the first, twice as much for the second, and so on. What is lost
 * by waiting for one that is needed is of the order of its cost, and there are never many that only take time from others
 * (ski rental: Karlin, Manasse, Rudolph and Sleator 1988).
 */
export function paysToStart(state: SchedulerState): boolean {
  return state.active.size === 0 || state.spareCoreTime >= priceOfOne(state);
}

/** Another process is about to be started. */
export function onStart(state: SchedulerState): void {
  state.spareCoreTime = Math.max(0, state.spareCoreTime - priceOfOne(state));
}

function priceOfOne({ workers, capacity }: SchedulerState): number {
  return START_COST * Math.max(0, workers.size + 1 - startedAtOnce(capacity));
}

/** One for each core, and one for each four that loads ahead. */
function startedAtOnce({ corePermits }: Capacity): number {
  return corePermits + Math.floor(corePermits / 4);
}

/** Processes that may be starting at a time: a start costs a core and storage. */
export function startsAtATime({ corePermits }: Capacity): number {
  return Math.max(2, Math.ceil(corePermits / 4));
}
