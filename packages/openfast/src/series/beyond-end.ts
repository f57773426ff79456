import { type FileWarning, type Period, periodText } from '@ballast/results-model';
import { boundTolerance, type TimeSpan } from './time-window.ts';

/**
 * What to tell of a range that goes on when the file has ended: samples are missing at its end, and nothing else
 * would show it. Half a step past the last sample no further one was to be expected. A range that begins after the
 * file has ended takes no samples at all, which is a problem of its series and no warning.
 */
export function beyondEnd(period: Period, { end, step }: TimeSpan): FileWarning | null {
  if (period.kind !== 'range' || period.to === null) return null;
  const slack = Math.max(step / 2, 0) + boundTolerance(end, 0);
  if (!(period.to > end + slack) || (period.from ?? -Infinity) > end + slack) return null;
  return {
    code: 'PERIOD_BEYOND_END',
    message: `The period ${periodText(period)} ends at ${period.to} s but the file at ${end} s; the samples up to there were used.`,
    details: { period: periodText(period), endTime: end },
  };
}
