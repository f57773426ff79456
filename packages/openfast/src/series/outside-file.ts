import { type FileWarning, type Period, periodText } from '@ballast/results-model';
import { boundTolerance, type TimeSpan } from './time-window.ts';

/**
 * Warnings for a range that begins before the file or extends beyond its end: samples are missing there, and nothing else
 * would show that. Up to half a step after the last sample no further sample was due; a file may begin one step after the
 * time of its start. A range that lies outside the file takes no samples at all, which is a problem of its series, not a
 * warning.
 */
export function outsideFile(period: Period, { start, end, step }: TimeSpan): FileWarning[] {
  if (period.kind !== 'range') return [];
  const { from, to } = period;
  const before = Math.max(step, 0) + boundTolerance(start, 0);
  const after = Math.max(step / 2, 0) + boundTolerance(end, 0);
  if ((from ?? start) > end + after || (to ?? end) < start - boundTolerance(start, step)) return [];
  const warnings: FileWarning[] = [];
  const text = periodText(period);
  if (from !== null && from < start - before) {
    warnings.push({
      code: 'PERIOD_BEFORE_START',
      message: `the period ${text} begins at ${from} s but the file at ${start} s; the samples from that time on were used`,
      details: { period: text, startTime: start },
    });
  }
  if (to !== null && to > end + after) {
    warnings.push({
      code: 'PERIOD_BEYOND_END',
      message: `the period ${text} ends at ${to} s but the file at ${end} s; the samples up to that time were used`,
      details: { period: text, endTime: end },
    });
  }
  return warnings;
}
