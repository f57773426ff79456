import type { Bytes, Milliseconds, Usage } from '@ballast/resource-model';
import type { Outcome } from './outcome.ts';
import type { WaitReason } from './wait-reason.ts';

/** Position of an input in sorted input order. */
export type TaskId = number;
/** Number of a worker slot; a replaced process gets a new number. */
export type WorkerId = number;

/** A brief task that its worker carries out right after the one before it, without another order. */
export interface Follower {
  readonly task: TaskId;
  readonly attempt: number;
}

/** Demand that is set aside from admission to settlement. */
export interface Reservation {
  /** What the task may hold once everything it needs is in memory. */
  readonly full: Bytes;
  /** What it may hold in its present phase, at most `full`; the sum over all tasks stays within the budget. */
  readonly now: Bytes;
  readonly seats: number;
  /** The task runs alone: it needs more than the whole budget, or it is a retry that has to run alone. */
  readonly alone: boolean;
}

/** Why a running attempt is being ended. */
export type StopCause =
  | { readonly kind: 'timed-out'; readonly after: Milliseconds }
  | { readonly kind: 'hung'; readonly idleFor: Milliseconds }
  | { readonly kind: 'cancelled'; readonly cause: string }
  /** Others need its memory; it waits again and gets at least `floor`. */
  | { readonly kind: 'memory-needed'; readonly floor: Bytes };

interface Held {
  readonly worker: WorkerId;
  readonly attempt: number;
  /** When the attempt was admitted. */
  readonly admitted: Milliseconds;
  /** When the present state was entered. */
  readonly since: Milliseconds;
  readonly reservation: Reservation;
  /** What its worker held before it was given to the attempt: 0 if it was new. */
  readonly kept: Bytes;
  /** What the journal says that it holds, and since when. */
  readonly recorded: { readonly held: Bytes; readonly at: Milliseconds };
  /** Time in which it could make progress: neither paused nor waiting at the gate. */
  readonly ran: Milliseconds;
}

interface Measured extends Held {
  readonly usage: Usage | null;
  readonly bytesRead: number;
}

interface Reading extends Measured {
  /** Bytes that it may read before more are granted; infinite for one that is not limited. */
  readonly mayRead: number;
  /** Resident set of its worker before it read anything; null if unknown. */
  readonly baseline: Bytes | null;
}

/** A task that holds a reservation. Each state carries only what is true in it. */
export type ActiveTask =
  /** `granted`: may compute as soon as it is loaded. */
  | (Reading & { readonly state: 'starting'; readonly granted: boolean })
  /** `silent`: given to a used worker, which has reported nothing since. */
  | (Reading & {
      readonly state: 'loading';
      readonly granted: boolean;
      /** Paused between two pieces: all load permits are in use, or there is no memory for further bytes. */
      readonly paused: 'storage' | 'memory' | null;
      /** It has said that it stopped for lack of memory. */
      readonly isStopped: boolean;
      /** Its reservation follows what was measured of it. */
      readonly isMeasured: boolean;
      readonly silent: boolean;
      /** Its load is too short for a message, and the time that it should take has passed; see `presumeLoaded`. */
      readonly presumedLoaded: boolean;
    })
  /** Loaded, waiting at the gate for a core permit and for its full memory. */
  | (Measured & { readonly state: 'loaded' })
  /** `settledIn`: its memory grows no more, so that the reservation is the measured amount. */
  | (Measured & { readonly state: 'computing'; readonly settledIn: boolean; readonly suspended: boolean })
  | (Held & { readonly state: 'stopping'; readonly cause: StopCause; readonly killAt: Milliseconds });

/** Where a task is that this node does not have. */
export interface Elsewhere {
  readonly attempt: number;
  /** Null as long as the board has not said who has it. */
  readonly node: string | null;
  readonly seq: number;
}

/** The state of a task, whether it waits, is in flight or has settled. */
export type TaskState =
  | { readonly state: 'queued'; readonly waitingOn: WaitReason }
  | ActiveTask
  | { readonly state: 'settled'; readonly outcome: Outcome };
