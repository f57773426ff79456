import type { FollowingOrder, WorkOrder } from './messages.ts';

/** What most payloads have in common is sent once: a message takes as long as a brief task. */
export function followingOrder(order: WorkOrder<unknown>, first: WorkOrder<unknown>): FollowingOrder {
  const { payload, ...rest } = order;
  if (!isEntries(payload) || !isEntries(first.payload)) return order;
  // An entry that only the first one has cannot be taken away again.
  if (Object.keys(first.payload).some((name) => !has(payload, name) || payload[name] === undefined))
    return order;
  const differs: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(payload))
    if (!has(first.payload, name) || !isSame(value, first.payload[name])) define(differs, name, value);
  return { ...rest, differs };
}

/** The order as it was before `followingOrder`. */
export function wholeOrder(order: FollowingOrder, first: WorkOrder<unknown>): WorkOrder<unknown> {
  if ('payload' in order) return order;
  const { differs, ...rest } = order;
  return { ...rest, payload: { ...(first.payload as object), ...differs } };
}

function isEntries(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function has(entries: object, name: string): boolean {
  return Object.hasOwn(entries, name);
}

/** A name may be `__proto__`. */
function define(holder: object, name: string, value: unknown): void {
  Object.defineProperty(holder, name, { value, writable: true, enumerable: true, configurable: true });
}

function isSame(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
