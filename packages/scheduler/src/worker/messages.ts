import type { AttemptEnd } from '../core/state/event.ts';

/** Coordinator to worker. */
export type ToWorker =
  | { readonly ballast: 'order'; readonly order: WorkOrder<unknown> }
  | { readonly ballast: 'go' }
  | { readonly ballast: 'pause' }
  | { readonly ballast: 'resume' };

/** Worker to coordinator: the end of an order, and what it says on the way there. */
export type FromWorker =
  | { readonly ballast: 'report'; readonly report: WorkReport }
  /** The module itself failed: an attempt that fails reports it. */
  | { readonly ballast: 'thrown'; readonly message: string }
  | WhileRunning;

/** While an attempt runs. */
export type WhileRunning =
  | { readonly ballast: 'loading'; readonly task: number; readonly bytesRead: number }
  | { readonly ballast: 'loaded'; readonly task: number; readonly resident: number }
  | { readonly ballast: 'settled-in'; readonly task: number; readonly resident: number };

/** What a worker process is given for one attempt. */
export interface WorkOrder<Payload> {
  readonly task: number;
  readonly attempt: number;
  readonly go: boolean;
  readonly payload: Payload;
}

/** What it gives back. */
export type WorkReport = AttemptEnd;

const FROM_WORKER: ReadonlySet<unknown> = new Set<FromWorker['ballast']>([
  'report',
  'thrown',
  'loading',
  'loaded',
  'settled-in',
]);
const TO_WORKER: ReadonlySet<unknown> = new Set<ToWorker['ballast']>(['order', 'go', 'pause', 'resume']);

export function isFromWorker(value: unknown): value is FromWorker {
  return isOneOf(FROM_WORKER, value);
}

export function isToWorker(value: unknown): value is ToWorker {
  return isOneOf(TO_WORKER, value);
}

function isOneOf(kinds: ReadonlySet<unknown>, value: unknown): boolean {
  return typeof value === 'object' && value !== null && kinds.has((value as { ballast?: unknown }).ballast);
}
