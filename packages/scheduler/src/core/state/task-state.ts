import type { Bytes, Milliseconds, Usage } from '@ballast/resource-model';
import type { Outcome } from './outcome.ts';
import type { WaitReason } from './wait-reason.ts';

/** Position of an input in sorted input order. */
export type TaskId = number;
/** Number of a worker slot; a replaced process gets a new number. */
export type WorkerId = number;

/** Demand held from admission to settlement. */
export interface Reservation {
  /** What the task may hold when everything it needs is in memory. */
  readonly commit: Bytes;
  /** What it may hold in its present phase; the sum over all tasks never exceeds the budget. */
  readonly hold: Bytes;
  readonly seats: number;
  /** The task is larger than the whole budget and runs with nothing beside it. */
  readonly alone: boolean;
}

/** Why a running attempt is being ended. */
export type StopCause =
  | { readonly kind: 'timed-out'; readonly after: Milliseconds }
  | { readonly kind: 'hung'; readonly idleFor: Milliseconds }
  | { readonly kind: 'cancelled'; readonly cause: string }
  /** Its memory is needed by what runs already; it waits again, with a larger demand. */
  | { readonly kind: 'memory-needed'; readonly resident: Bytes };

interface Held {
  readonly worker: WorkerId;
  readonly attempt: number;
  /** When the attempt was admitted. */
  readonly admitted: Milliseconds;
  /** When the present state was entered. */
  readonly since: Milliseconds;
  readonly reservation: Reservation;
  /** Time in which it could make progress: neither paused nor waiting at the gate. */
  readonly ran: Milliseconds;
}

interface Measured extends Held {
  readonly usage: Usage | null;
  readonly bytesRead: number;
}

/** A task that holds a reservation. Each state carries only what is true in it. */
export type ActiveTask =
  /** `granted`: may compute as soon as it is loaded. */
  | (Measured & { readonly state: 'starting'; readonly granted: boolean })
  /** `silent`: given to a used worker, which has not said a word since. */
  | (Measured & {
      readonly state: 'loading';
      readonly granted: boolean;
      /** Held up between two pieces: the storage is given to others, or its memory was needed. */
      readonly paused: 'storage' | 'memory' | null;
      readonly silent: boolean;
      /** Nothing was said for as long as its load should take, which is too short to be told of; see `presumeLoaded`. */
      readonly presumedLoaded: boolean;
    })
  /** Loaded, waiting at the gate for a core permit and for its full memory. */
  | (Measured & { readonly state: 'loaded' })
  /** `settledIn`: its memory has reached what it will be, so that the reservation is the measured amount. */
  | (Measured & { readonly state: 'computing'; readonly settledIn: boolean; readonly suspended: boolean })
  | (Held & { readonly state: 'stopping'; readonly cause: StopCause; readonly killAt: Milliseconds });

/** The whole life of a task as others may see it. */
export type TaskState =
  | { readonly state: 'queued'; readonly waitingOn: WaitReason }
  | ActiveTask
  | { readonly state: 'settled'; readonly outcome: Outcome };
