import type { Bytes, Milliseconds, Usage } from '@ballast/resource-model';
import type { Outcome } from './outcome.ts';
import type { WaitReason } from './wait-reason.ts';

/** Position of an input in sorted input order. */
export type TaskId = number;
/** Number of a worker slot; a replaced process gets a new number. */
export type WorkerId = number;

/** Demand held from admission to settlement. */
export interface Reservation {
  /** What the task may hold when fully loaded and computing. */
  readonly commit: Bytes;
  /** What it may hold in its present phase. */
  readonly hold: Bytes;
  readonly seats: number;
  /** The task is larger than the whole budget and runs with nothing beside it. */
  readonly alone: boolean;
}

/** Why a running attempt is being ended. */
export type StopCause =
  | { readonly kind: 'timed-out'; readonly after: Milliseconds }
  | { readonly kind: 'hung'; readonly idleFor: Milliseconds }
  | { readonly kind: 'cancelled'; readonly cause: string };

interface Held {
  readonly worker: WorkerId;
  readonly attempt: number;
  /** When the attempt was admitted. */
  readonly admitted: Milliseconds;
  /** When the present state was entered. */
  readonly since: Milliseconds;
  readonly reservation: Reservation;
}

/** A task that holds a reservation. Each state carries only what is true in it. */
export type ActiveTask =
  | (Held & { readonly state: 'starting' })
  | (Held & {
      readonly state: 'loading';
      readonly bytesRead: number;
      readonly paused: boolean;
      readonly usage: Usage | null;
    })
  /** Loaded, waiting at the gate for a core permit and for its full memory. */
  | (Held & { readonly state: 'loaded'; readonly resident: Bytes; readonly usage: Usage | null })
  | (Held & { readonly state: 'computing'; readonly usage: Usage | null })
  | (Held & { readonly state: 'stopping'; readonly cause: StopCause; readonly killAt: Milliseconds });

/** The whole life of a task as others may see it. */
export type TaskState =
  | { readonly state: 'queued'; readonly waitingOn: WaitReason }
  | ActiveTask
  | { readonly state: 'settled'; readonly outcome: Outcome };
