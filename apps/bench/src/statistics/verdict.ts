import type { Interval } from './bootstrap.ts';

/** The verdict on a ratio of times to `auto`'s; none unless its interval excludes 1. */
export type Verdict = 'slower' | 'faster' | 'no difference shown' | 'too few repeats';

/** With fewer pairs the interval of their median contains the true one in less than 94 %. */
const LEAST_PAIRS = 5;

export function verdictOf(ratio: Interval, pairs: number): Verdict {
  if (pairs < LEAST_PAIRS) return 'too few repeats';
  if (ratio.low > 1) return 'slower';
  if (ratio.high < 1) return 'faster';
  return 'no difference shown';
}
