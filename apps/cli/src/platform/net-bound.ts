import { type Bytes, bytes } from '@ballast/resource-model';

/** The scheduler keeps to the budget; the system steps in only above what measuring late can explain. */
const ABOVE_BUDGET = 1.03;

/** From where on the system itself holds the workers back; null where it is not to. */
export function netBound(budget: Bytes | null): Bytes | null {
  return budget === null || budget === 0 ? null : bytes(Math.ceil(budget * ABOVE_BUDGET));
}
