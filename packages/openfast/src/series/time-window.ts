import type { Period } from '@ballast/results-model';

/** Times of the first and last sample, and the mean step between samples (0 for one sample), in seconds. */
export interface TimeSpan {
  readonly start: number;
  readonly end: number;
  readonly step: number;
}

/** The samples that a period takes. For `nearest`, the search covers `margin` seconds on both sides. */
export type TimeWindow =
  | { readonly kind: 'all' }
  | { readonly kind: 'none' }
  | { readonly kind: 'between'; readonly from: number; readonly to: number }
  | { readonly kind: 'nearest'; readonly time: number; readonly margin: number };

/**
 * Half the relative spacing of single-precision numbers. OpenFAST keeps its time step in single precision, so a grid of
 * 0.1 s is really one of 0.10000000149 s, and 660 s become 660.000008941 s.
 */
const SINGLE_PRECISION = 2 ** -24;

/** The tolerance of a bound: it includes samples beyond it by 2^-24 of its size, at most by a quarter step. */
export function boundTolerance(bound: number, step: number): number {
  const rounding = SINGLE_PRECISION * Math.max(1, Math.abs(bound));
  return step > 0 ? Math.min(rounding, step / 4) : rounding;
}

/** Null for periods that only other formats have. */
export function timeWindow(period: Period, span: TimeSpan): TimeWindow | null {
  switch (period.kind) {
    case 'whole':
      return { kind: 'all' };
    case 'range':
      return {
        kind: 'between',
        from: period.from === null ? -Infinity : period.from - boundTolerance(period.from, span.step),
        to: period.to === null ? Infinity : period.to + boundTolerance(period.to, span.step),
      };
    case 'instant':
      return instantWindow(period.time, span);
    case 'static':
    case 'latest-wave':
    case 'stage':
      return null;
  }
}

/** An instant that is more than half a step outside the file has no sample. */
function instantWindow(time: number, span: TimeSpan): TimeWindow {
  const slack = Math.max(span.step / 2, 0) + boundTolerance(span.end, 0);
  const outside = !(time >= span.start - slack && time <= span.end + slack);
  return outside ? { kind: 'none' } : { kind: 'nearest', time, margin: 2 * slack };
}

/** True if samples between two times could matter to the window. */
export function mayContain(window: TimeWindow, first: number, last: number): boolean {
  switch (window.kind) {
    case 'all':
      return true;
    case 'none':
      return false;
    case 'between':
      return last >= window.from && first <= window.to;
    case 'nearest':
      return last >= window.time - window.margin && first <= window.time + window.margin;
  }
}

/** Stretches [from, to) of rows between two times, flattened; more than one if times step back. */
export function rowsBetween(times: Float64Array, from: number, to: number): number[] {
  const runs: number[] = [];
  let open = false;
  for (let row = 0; row < times.length; row += 1) {
    const time = times[row] as number;
    const inside = time >= from && time <= to;
    if (inside !== open) {
      runs.push(row);
      open = inside;
    }
  }
  if (open) runs.push(times.length);
  return runs;
}

/** The row nearest to a time, the first of equally near ones; -1 if none is closer than `closerThan`. */
export function nearestRow(times: Float64Array, time: number, closerThan: number): number {
  let nearest = -1;
  let least = closerThan;
  for (let row = 0; row < times.length; row += 1) {
    const distance = Math.abs((times[row] as number) - time);
    if (distance < least) {
      least = distance;
      nearest = row;
    }
  }
  return nearest;
}
