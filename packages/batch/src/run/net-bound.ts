import { type Bytes, bytes, MIB } from '@ballast/resource-model';

/** The scheduler keeps to the budget; the system intervenes only above what late measurements can explain. */
const ABOVE_BUDGET = 0.03;
/**
 * Control groups also count the files that are being read and the code that runs. With less, a group at its limit would
 * read its own code again and again.
 */
const LEAST_ABOVE = 128 * MIB;

/** The hard limit that the system enforces on the workers; null if there is none. */
export function netBound(budget: Bytes | null): Bytes | null {
  if (budget === null || budget === 0) return null;
  return bytes(Math.ceil(budget + Math.max(ABOVE_BUDGET * budget, LEAST_ABOVE)));
}
