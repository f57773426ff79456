import type { AttemptEnd } from '../core/state/event.ts';

/** Coordinator to worker. */
export type ToWorker =
  /** The first message: the module whose default export carries out orders, and what it needs before the first one. */
  | { readonly ballast: 'begin'; readonly module: string; readonly setup?: unknown }
  /** `followers` are carried out after it, one after the other. */
  | {
      readonly ballast: 'order';
      readonly order: WorkOrder<unknown>;
      readonly followers: readonly FollowingOrder[];
    }
  | AboutOrder;

/** About an order that was given before; it may have ended since. */
export type AboutOrder = { readonly task: number } & (
  | { readonly ballast: 'go' }
  /** Bytes that the load may read in all; null for all of them. */
  | { readonly ballast: 'credit'; readonly bytes: number | null }
  | { readonly ballast: 'pause' }
  | { readonly ballast: 'resume' }
);

/** Worker to coordinator. */
export type FromWorker = Answer | Answers | WhileRunning;

/** What every message of a worker is about: the order that it carries out. */
export interface About {
  readonly task: number;
  readonly attempt: number;
}

/** The ends of several orders that were given together, in their order. */
export interface Answers {
  readonly ballast: 'answers';
  readonly answers: readonly Answer[];
}

/** The end of an order. */
export type Answer = About &
  (
    | { readonly ballast: 'report'; readonly report: WorkReport }
    /** The module itself failed. An attempt that fails sends a report. */
    | { readonly ballast: 'thrown'; readonly message: string }
  );

/** While an attempt runs. */
export type WhileRunning = About &
  (
    | {
        readonly ballast: 'loading';
        readonly bytesRead: number;
        /** At the same instant. */
        readonly resident: number;
        /** Processor time of this process until its first report, in milliseconds: what starting it took. */
        readonly startCpu?: number;
        /** The load waits, since this credit does not cover its next piece. */
        readonly stoppedAt?: number;
      }
    | { readonly ballast: 'loaded'; readonly resident: number }
    | { readonly ballast: 'settled-in'; readonly resident: number }
  );

/** What a worker gets for one attempt. */
export interface WorkOrder<Payload> {
  readonly task: number;
  readonly attempt: number;
  readonly go: boolean;
  /** Bytes that the load may read before more are granted; null for all. */
  readonly credit: number | null;
  /** Another order follows at once; absent if none does. */
  readonly isFollowed?: true;
  /** For how long the process had waited for its first order, in milliseconds; absent if it was started for it. */
  readonly waited?: number;
  readonly payload: Payload;
}

/** `differs`: entries of its payload that are not those of the first order. */
export type FollowingOrder =
  | WorkOrder<unknown>
  | (Omit<WorkOrder<unknown>, 'payload'> & { readonly differs: Readonly<Record<string, unknown>> });

export type WorkReport = AttemptEnd;

/** Longest text that a report may have, in UTF-16 code units. */
export const LONGEST_TEXT = 65_536;
/** Longest `details` that a fault may have, as JSON. */
export const LONGEST_DETAILS = 1_048_576;

const TO_WORKER: ReadonlySet<unknown> = new Set<ToWorker['ballast']>([
  'begin',
  'order',
  'go',
  'credit',
  'pause',
  'resume',
]);

export function isToWorker(value: unknown): value is ToWorker {
  return (
    typeof value === 'object' && value !== null && TO_WORKER.has((value as { ballast?: unknown }).ballast)
  );
}
