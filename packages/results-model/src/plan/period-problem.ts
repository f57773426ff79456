import type { FileFacts, SeriesProblem } from '../reader/results-file.ts';
import { type Period, periodText } from '../series/period.ts';

/** The problem of a series that delivered neither a sample nor a problem. */
export function emptyPeriod(period: Period, facts: FileFacts): SeriesProblem {
  return { code: 'EMPTY_PERIOD', message: `no sample ${placeOf(period)}; ${coverageOf(facts)}` };
}

/** The problem of a series some of whose samples are NaN or infinite: no statistic but `n` exists. */
export function nonFiniteProblem(
  nonFinite: number,
  { n, period }: { readonly n: number; readonly period: Period },
): SeriesProblem {
  const where = period.kind === 'whole' ? '' : ` in the period ${periodText(period)}`;
  return {
    code: 'NON_FINITE_SAMPLES',
    message: `${nonFinite} of ${n} samples${where} are NaN or infinite, so there are no statistics`,
  };
}

function placeOf(period: Period): string {
  switch (period.kind) {
    case 'whole':
      return 'in the whole simulation';
    case 'static':
      return 'in the static state';
    case 'latest-wave':
      return 'in the latest wave';
    case 'stage':
      return `in stage ${period.stage}`;
    case 'instant':
      return `at ${period.time} s`;
    case 'range':
      return rangeOf(period.from, period.to);
  }
}

function rangeOf(from: number | null, to: number | null): string {
  if (from === null) return to === null ? 'between start and end' : `up to ${to} s`;
  return to === null ? `from ${from} s on` : `between ${from} s and ${to} s`;
}

function coverageOf({ samples, startTime, endTime }: FileFacts): string {
  if (samples === 0) return 'the file has no samples';
  if (startTime === null || endTime === null) return 'the file does not state which times it covers';
  return `the file covers ${startTime} s to ${endTime} s`;
}
