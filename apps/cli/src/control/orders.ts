import { type Bytes, bytes } from '@ballast/resource-model';

/** What somebody wants of a batch that runs. `memory`: the most that its budget may be; null for what the batch itself allows. */
export type ControlOrder =
  | { readonly what: 'drain' | 'pause' | 'unpause' }
  | { readonly what: 'memory'; readonly most: Bytes | null };

/** A request over the socket of a batch. */
export interface ControlRequest {
  readonly secret: string;
  readonly order: ControlOrder;
  /** Who wants it, and by what: part of the journal. */
  readonly by: string;
}

/** Longer than any request, in characters. */
export const LONGEST_REQUEST = 4096;
const LONGEST_NAME = 200;

/** Null for anything that is not a request. */
export function requestIn(text: string): ControlRequest | null {
  try {
    const { secret, order, by } = JSON.parse(text) as Partial<Record<keyof ControlRequest, unknown>>;
    const checked = orderIn(order);
    const isNamed = typeof by === 'string' && by.length <= LONGEST_NAME;
    return typeof secret === 'string' && isNamed && checked !== null ? { secret, order: checked, by } : null;
  } catch {
    return null;
  }
}

/** Null for anything that is not an order. */
export function orderIn(value: unknown): ControlOrder | null {
  if (typeof value !== 'object' || value === null) return null;
  const { what, most } = value as { readonly what?: unknown; readonly most?: unknown };
  if (what === 'drain' || what === 'pause' || what === 'unpause') return { what };
  if (what !== 'memory') return null;
  if (most === null) return { what, most };
  return typeof most === 'number' && Number.isSafeInteger(most) && most > 0
    ? { what, most: bytes(most) }
    : null;
}
