import { type Bytes, bytes, MIB } from '@ballast/resource-model';
import type { SchedulerState } from '@ballast/scheduler';

/** The scheduler keeps to the budget; the system intervenes only above what late measurements can explain. */
const ABOVE_BUDGET = 0.03;
/**
 * Control groups also count the files that are being read and the code that runs. With less, a group at its limit would
 * read its own code again and again.
 */
const LEAST_ABOVE = 128 * MIB;

/**
 * What the net must leave to the workers: the budget, but never less than what was promised to those that run. A budget that
 * falls because of other programs would otherwise have the system kill attempts that keep to their reservations.
 */
export function reservedMemory({ tasks, workers, machine }: SchedulerState): Bytes {
  let promised = workers.idleMemory;
  for (const { reservation } of tasks.active.values())
    promised += Math.max(reservation.now, reservation.full);
  return bytes(Math.max(machine.capacity.memory, promised));
}

/** The hard limit that the system enforces on the workers; null if there is none. */
export function netBound(budget: Bytes | null): Bytes | null {
  if (budget === null || budget === 0) return null;
  return bytes(Math.ceil(budget + Math.max(ABOVE_BUDGET * budget, LEAST_ABOVE)));
}
