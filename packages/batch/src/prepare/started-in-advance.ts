import { predictMemory, type SchedulerConfig } from '@ballast/scheduler';

/** The first turn of the engine starts this many processes, if it starts any further one. */
const AT_ONCE = 2;

/**
 * How many worker processes start while the batch is still planned: as many as its first orders are sure to need, if that many
 * fit the budget at the same time with what a worker needs before it reads anything. Nothing else is held of the budget yet, and
 * those that get none of the first orders end at once.
 *
 * @param waiting how many tasks have no outcome yet
 */
export function startedInAdvance(
  { capacity, workers, loads, policy, models, seatsPerTask }: SchedulerConfig,
  waiting: number,
): number {
  const empty = Math.max(1, predictMemory(models, { size: 0 }).expected);
  const most = [
    AT_ONCE,
    capacity.corePermits,
    waiting,
    workers === 'auto' ? AT_ONCE : workers,
    loads === 'auto' ? AT_ONCE : loads,
    policy.kind === 'fixed' ? policy.workers : AT_ONCE,
    seatsPerTask === 0 ? AT_ONCE : Math.floor(capacity.seats / seatsPerTask),
    Math.floor(capacity.memory / empty),
  ];
  return Math.max(0, Math.min(...most));
}
