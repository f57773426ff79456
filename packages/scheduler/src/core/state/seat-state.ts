import { type Milliseconds, milliseconds } from '@ballast/resource-model';

/** How licence seats are claimed. Times in milliseconds. */
export interface SeatPolicy {
  /** What one seat serves: all workers of this machine together, or one of them. */
  readonly scope: 'machine' | 'process';
  /** After so long without any seat, one is only looked for every `probeEvery`. */
  readonly patience: Milliseconds;
  readonly probeEvery: Milliseconds;
  /** At the start, and when seats come back, so many more are held with every `claimsEvery` that passes. */
  readonly claims: number;
  readonly claimsEvery: Milliseconds;
  /** Pause after a denial; doubled as long as none is to be had, up to the most. */
  readonly backOff: Milliseconds;
  readonly mostBackOff: Milliseconds;
  /** One more is tried for after so long without a denial. */
  readonly raiseAfter: Milliseconds;
}

export const SEAT_POLICY: SeatPolicy = {
  scope: 'machine',
  patience: milliseconds(3_600_000),
  probeEvery: milliseconds(60_000),
  claims: 4,
  claimsEvery: milliseconds(250),
  backOff: milliseconds(500),
  mostBackOff: milliseconds(20_000),
  raiseAfter: milliseconds(5000),
};

/** What is known of the seats: additive increase, and down to what was granted when one was denied. */
export interface SeatState {
  /** Tasks that may hold a seat at a time; infinite until one was denied. */
  readonly limit: number;
  /** Nothing is claimed before. */
  readonly notBefore: Milliseconds;
  /** Denials in a row while nobody held a seat. */
  readonly inARow: number;
  /** Last denial, or last change of the limit. */
  readonly changedAt: Milliseconds;
  /** Since when none was to be had; null while some are. */
  readonly waitingSince: Milliseconds | null;
  /** Patience is at its end. */
  readonly isPaused: boolean;
  /** Since when claims are made little by little; null before the first. */
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
