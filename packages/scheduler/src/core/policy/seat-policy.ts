import { type Milliseconds, milliseconds } from '@ballast/resource-model';

/** How licence seats are claimed. Times in milliseconds. */
export interface SeatPolicy {
  /** What one seat serves: all workers of this machine together, or one of them. */
  readonly scope: 'machine' | 'process';
  /** After this long without any seat, claims are made only every `probeEvery`. */
  readonly patience: Milliseconds;
  readonly probeEvery: Milliseconds;
  /** At the start, and when seats become available again, the number that may be held grows by this much every `claimsEvery`. */
  readonly claims: number;
  readonly claimsEvery: Milliseconds;
  /** Pause after a denial; doubled while no seat is available, up to `mostBackOff`. */
  readonly backOff: Milliseconds;
  readonly mostBackOff: Milliseconds;
  /** The limit grows by one after this long without a denial. */
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
