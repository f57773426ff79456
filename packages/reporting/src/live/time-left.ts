import type { Milliseconds } from '@ballast/resource-model';

/** How long a batch will probably still take. */
export interface TimeLeft {
  readonly from: Milliseconds;
  readonly to: Milliseconds;
}

/** Before that, the first files may differ from the others in every way. */
const LEAST_SHARE = 0.05;
const LEAST_ELAPSED = 3000;
/** The share of the work that is done is itself a prediction. */
const LEAST_ERROR = 0.05;
const LARGEST_ERROR = 3;

export interface Pace {
  /** Predicted share of the work that is done, 0 to 1. */
  readonly share: number;
  readonly elapsed: number;
  /** How far off the prediction of the rest may be, relative to it. */
  readonly error: number;
}

/** The time that the rest takes at the pace so far, give or take the error; null if it is too early to say. */
export function timeLeft({ share, elapsed, error }: Pace): TimeLeft | null {
  if (share < LEAST_SHARE || share >= 1 || elapsed < LEAST_ELAPSED) return null;
  const expected = (elapsed * (1 - share)) / share;
  const factor = 1 + Math.min(LARGEST_ERROR, Math.max(LEAST_ERROR, error));
  return { from: (expected / factor) as Milliseconds, to: (expected * factor) as Milliseconds };
}
