import { type Milliseconds, milliseconds } from '@ballast/resource-model';

/** What is known of the licence seats: additive increase, and down to the number held when one was denied. */
export interface SeatState {
  /** Tasks that may hold a seat at a time; infinite until one was denied. */
  readonly limit: number;
  /** No claim is made before this time. */
  readonly notBefore: Milliseconds;
  /** Denials in a row while nobody held a seat. */
  readonly inARow: number;
  /** Last denial, or last change of the limit. */
  readonly changedAt: Milliseconds;
  /** Since when no seat has been available; null while some are. */
  readonly waitingSince: Milliseconds | null;
  /** The patience of the policy has run out. */
  readonly isPaused: boolean;
  /** Since when claims have been staggered; null before the first. */
  readonly startedAt: Milliseconds | null;
}

export const NO_DENIALS: SeatState = {
  limit: Number.POSITIVE_INFINITY,
  notBefore: milliseconds(0),
  inARow: 0,
  changedAt: milliseconds(0),
  waitingSince: null,
  isPaused: false,
  startedAt: null,
};
