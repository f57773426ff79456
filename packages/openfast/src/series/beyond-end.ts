import { type FileWarning, type Period, periodText } from '@ballast/results-model';
import { boundTolerance, type TimeSpan } from './time-window.ts';

/**
 * The warning for a range that extends beyond the end of the file: samples are missing at its end, and nothing else
 * would show that. Up to half a step after the last sample no further sample was due. A range that begins after the end
 * of the file takes no samples at all, which is a problem of its series, not a warning.
 */
export function beyondEnd(period: Period, { end, step }: TimeSpan): FileWarning | null {
  if (period.kind !== 'range' || period.to === null) return null;
  const slack = Math.max(step / 2, 0) + boundTolerance(end, 0);
  if (!(period.to > end + slack) || (period.from ?? -Infinity) > end + slack) return null;
  return {
    code: 'PERIOD_BEYOND_END',
    message: `the period ${periodText(period)} ends at ${period.to} s but the file at ${end} s; the samples up to that time were used`,
    details: { period: periodText(period), endTime: end },
  };
}
