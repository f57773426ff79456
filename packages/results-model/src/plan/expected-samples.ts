import type { FileFacts } from '../reader/results-file.ts';
import type { Period } from '../series/period.ts';

/** Beyond this many samples room is made only as they come: what a file says of itself is not always true. */
const MOST_EXPECTED = 1 << 24;

/** About how many samples a period has, so that room for them is made once; a few more or less do no harm. */
export function expectedSamples(period: Period, { samples, startTime, endTime }: FileFacts): number {
  return Math.min(MOST_EXPECTED, Math.max(0, Math.ceil(samples * share(period, startTime, endTime))));
}

function share(period: Period, start: number | null, end: number | null): number {
  switch (period.kind) {
    case 'whole':
      return 1;
    case 'range': {
      if (start === null || end === null || !(end > start)) return 0;
      const length = Math.min(end, period.to ?? end) - Math.max(start, period.from ?? start);
      return length / (end - start);
    }
    case 'instant':
    case 'static':
    case 'latest-wave':
    case 'stage':
      return 0;
  }
}
