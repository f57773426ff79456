import type { Curves } from '@ballast/reporting';
import type { Point } from '../charts/marks.ts';

/** A channel over points, each of which is a file or a group of files. */
export interface Pointwise {
  readonly label: string;
  readonly unit: string;
  readonly x: readonly (number | null)[];
  readonly task: readonly (number | null)[];
  readonly isByFile: boolean;
  readonly curves: Curves;
}

interface EnvelopeShape {
  readonly from: number;
  readonly until: number;
  readonly low: number;
  readonly high: number;
  readonly spans: readonly (readonly [x: number, low: number, high: number])[];
  readonly means: readonly Point[];
  readonly lower: readonly Point[];
  readonly upper: readonly Point[];
}

/** Places along x at which the area has a value: more would only show single files again. */
const PLACES = 48;

/** A tick for every point, and an area around all of them. */
export function envelopeOf({ x, curves: { min, mean, max } }: Pointwise): EnvelopeShape {
  const spans: (readonly [number, number, number])[] = [];
  const means: Point[] = [];
  for (let i = 0; i < x.length; i += 1) {
    const [at = null, low = null, high = null, middle = null] = [x[i], min[i], max[i], mean[i]];
    if (at === null || low === null || high === null) continue;
    spans.push([at, low, high]);
    if (middle !== null) means.push([at, middle]);
  }
  const all = rangeOf(spans.map(([at]) => at));
  const values = rangeOf(spans.flatMap(([, low, high]) => [low, high]));
  return {
    from: all.from,
    until: all.until,
    low: values.from,
    high: values.until,
    spans,
    means,
    ...around(spans, all),
  };
}

function around(
  spans: EnvelopeShape['spans'],
  { from, until }: { readonly from: number; readonly until: number },
): Pick<EnvelopeShape, 'lower' | 'upper'> {
  const places = new Map<number, { sum: number; count: number; low: number; high: number }>();
  for (const [at, low, high] of spans) {
    const place = Math.min(PLACES - 1, Math.floor((PLACES * (at - from)) / (until - from || 1)));
    const known = places.get(place) ?? { sum: 0, count: 0, low, high };
    places.set(place, {
      sum: known.sum + at,
      count: known.count + 1,
      low: Math.min(known.low, low),
      high: Math.max(known.high, high),
    });
  }
  const sorted = [...places].sort(([a], [b]) => a - b).map(([, place]) => place);
  return {
    lower: sorted.map(({ sum, count, low }) => [sum / count, low]),
    upper: sorted.map(({ sum, count, high }) => [sum / count, high]),
  };
}

function rangeOf(values: readonly number[]): { readonly from: number; readonly until: number } {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (low > high) return { from: 0, until: 1 };
  const room = 0.03 * (high - low || Math.abs(high) || 1);
  return { from: low - room, until: high + room };
}
