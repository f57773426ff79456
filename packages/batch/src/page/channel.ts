import type { ChannelFigures, Curves, Extreme, ReductionFigures } from '@ballast/reporting';
import { type KeyResult, reductionLabel, type SeriesResult } from '@ballast/results-model';

/** Extremes of a channel at each end. */
const MOST_EXTREMES = 10;

/** One file at a time. */
export interface FileOf {
  readonly task: number;
  readonly file: string;
}

/** What the files have of one channel. */
export interface Channel {
  readonly name: string;
  readonly unit: string;
  readonly period: string;
  /** By task; null for a channel that is not drawn. */
  readonly values: {
    readonly min: Float64Array;
    readonly mean: Float64Array;
    readonly max: Float64Array;
  } | null;
  files: number;
  sum: number;
  std: number;
  /** Best first. */
  readonly largest: Extreme[];
  readonly smallest: Extreme[];
  readonly reductions: Map<string, { unit: string; files: number; sum: number; max: number; file: string }>;
  /** Files whose unit is another one. */
  otherUnit: number;
}

/** Adds a series of one file. `isOther`: whether its unit is not that of the channel. */
export function take(
  channel: Channel,
  { task, file }: FileOf,
  { found: { statistics }, isOther }: { readonly found: SeriesResult; readonly isOther: boolean },
): void {
  if (statistics === null) return;
  const { min, max, mean, std, tMin, tMax } = statistics;
  if (min === null || max === null || mean === null) return;
  if (isOther) {
    channel.otherUnit += 1;
    return;
  }
  channel.files += 1;
  channel.sum += mean;
  channel.std = Math.max(channel.std, std ?? 0);
  if (isAmong(channel.largest, max, 1)) keep(channel.largest, { task, file, value: max, at: tMax }, 1);
  if (isAmong(channel.smallest, min, -1)) keep(channel.smallest, { task, file, value: min, at: tMin }, -1);
  if (channel.values === null) return;
  channel.values.min[task] = min;
  channel.values.mean[task] = mean;
  channel.values.max[task] = max;
}

/** The first file keeps its place among equals. */
function isAmong(extremes: readonly Extreme[], value: number, sign: 1 | -1): boolean {
  const last = extremes[MOST_EXTREMES - 1];
  return last === undefined || sign * (value - last.value) > 0;
}

function keep(extremes: Extreme[], one: Extreme, sign: 1 | -1): void {
  const place = extremes.findIndex(({ value }) => sign * (one.value - value) > 0);
  extremes.splice(place < 0 ? extremes.length : place, 0, one);
  extremes.length = Math.min(extremes.length, MOST_EXTREMES);
}

/** Adds the reductions of that series. */
export function takeReductions(
  channel: Channel,
  { file }: FileOf,
  {
    key,
    values,
    isOther,
  }: {
    readonly key: KeyResult['key'];
    readonly values: readonly (number | null)[];
    readonly isOther: boolean;
  },
): void {
  for (const [i, reduction] of (key.reductions ?? []).entries()) {
    const value = values[i] ?? null;
    if (value === null || isOther) continue;
    const label = reductionLabel(reduction);
    const own = ['del', 'absmax', 'travel', 'quantile'].includes(reduction.kind) ? channel.unit : '';
    const known = channel.reductions.get(label) ?? {
      unit: own,
      files: 0,
      sum: 0,
      max: Number.NEGATIVE_INFINITY,
      file,
    };
    channel.reductions.set(label, known);
    known.files += 1;
    known.sum += value;
    if (value > known.max) {
      known.max = value;
      known.file = file;
    }
  }
}

export function figuresOf(
  { name, unit, period, values, files, sum, std, largest, smallest, reductions }: Channel,
  curvesOf: (values: NonNullable<Channel['values']>) => readonly Curves[],
): ChannelFigures {
  return {
    name,
    unit,
    period,
    files,
    min: smallest[0]?.value ?? null,
    mean: sum / files,
    max: largest[0]?.value ?? null,
    std,
    curves: values === null ? [] : curvesOf(values),
    largest: values === null ? largest.slice(0, 1) : largest,
    smallest: values === null ? smallest.slice(0, 1) : smallest,
    reductions: [...reductions].map(
      ([label, one]): ReductionFigures => ({
        label,
        unit: one.unit,
        files: one.files,
        mean: one.sum / one.files,
        max: one.max,
        file: one.file,
      }),
    ),
  };
}
