import { type Bytes, bytes, MIB } from '@ballast/resource-model';

/** The scheduler keeps to the budget; the system steps in only above what measuring late can explain. */
const ABOVE_BUDGET = 0.03;
/**
 * What control groups count besides: the files that are being read and the libraries that run. With less, a group at its
 * bound would read its own code again and again.
 */
const LEAST_ABOVE = 128 * MIB;

/** From where on the system itself holds the workers back; null where it is not to. */
export function netBound(budget: Bytes | null): Bytes | null {
  if (budget === null || budget === 0) return null;
  return bytes(Math.ceil(budget + Math.max(ABOVE_BUDGET * budget, LEAST_ABOVE)));
}
