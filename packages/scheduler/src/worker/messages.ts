import type { AttemptEnd } from '../core/event.ts';

/** Coordinator to worker, beside the task itself. */
export type ToWorker =
  | { readonly ballast: 'go' }
  | { readonly ballast: 'pause' }
  | { readonly ballast: 'resume' };

/** Worker to coordinator while an attempt runs. */
export type FromWorker =
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

export function isFromWorker(value: unknown): value is FromWorker {
  if (typeof value !== 'object' || value === null) return false;
  const kind = (value as { ballast?: unknown }).ballast;
  return kind === 'loading' || kind === 'loaded' || kind === 'settled-in';
}

export function isToWorker(value: unknown): value is ToWorker {
  if (typeof value !== 'object' || value === null) return false;
  const kind = (value as { ballast?: unknown }).ballast;
  return kind === 'go' || kind === 'pause' || kind === 'resume';
}
