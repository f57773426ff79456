import { type FileWarning, type Period, periodText } from '@ballast/results-model';

/** The times of the first and the last row, and the mean step between rows, 0 for a single one. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly step: number;
}

/** Which rows a period takes. */
export type Taking =
  | { readonly kind: 'rows'; readonly takes: (time: number) => boolean }
  | { readonly kind: 'nearest'; readonly time: number; readonly within: number };

/** Times are sums of steps of 0.1 s: `4989.100000000619` is 4989.1 s. */
const ROUNDING = 1e-6;

/** Null for periods that only other formats have. */
export function takesOf(period: Period, { step, end }: Span): Taking | null {
  switch (period.kind) {
    case 'whole':
      return { kind: 'rows', takes: () => true };
    case 'range': {
      const from = (period.from ?? -Infinity) - ROUNDING;
      const to = (period.to ?? Infinity) + ROUNDING;
      return { kind: 'rows', takes: (time) => time >= from && time <= to };
    }
    case 'instant':
      return { kind: 'nearest', time: period.time, within: Math.max(step / 2, ROUNDING * Math.abs(end)) };
    case 'static':
    case 'latest-wave':
    case 'stage':
      return null;
  }
}

/** For a report with a row every few seconds: rows are missing at the end of a period that is longer. */
export function beyondEnd(period: Period, { start, end, step }: Span): FileWarning[] {
  if (period.kind !== 'range' || period.to === null) return [];
  if (period.to <= end + 1.5 * step || (period.from ?? start) > end) return [];
  const text = periodText(period);
  return [
    {
      code: 'PERIOD_BEYOND_END',
      message: `the period ${text} ends at ${period.to} s but the report at ${end} s; the rows up to that time were used`,
      details: { period: text, endTime: end },
    },
  ];
}
