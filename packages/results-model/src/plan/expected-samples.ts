import type { FileFacts } from '../reader/results-file.ts';
import type { Period } from '../series/period.ts';

/** Above this many samples, memory grows only as samples arrive: a file's own facts may be wrong. */
const MOST_EXPECTED = 1 << 24;

/** The approximate number of samples in a period, so that memory is allocated once; small deviations do no harm. */
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
