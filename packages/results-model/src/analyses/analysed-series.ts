import { statisticsOf } from '../statistics/accumulator.ts';
import type { Cell } from '../table/style/csv.ts';
import type { Level } from './analysis.ts';

/** One series of one file with all its samples, which are finite. */
export interface AnalysedSeries {
  readonly name: string;
  readonly unit: string;
  readonly times: Float64Array;
  readonly values: Float64Array;
  readonly mean: number;
  readonly std: number;
}

/** Why a series has no rows of its own but one with a reason. */
export interface NotAnalysed {
  readonly name: string;
  readonly unit: string;
  readonly reason: string;
}

export type ToAnalyse = AnalysedSeries | NotAnalysed;

/** Rows of one analysis: cells in the order of its columns. */
export type Rows = Cell[][];

/** A series with everything that the analyses need, or the reason why it has none of it. */
export function toAnalyse(
  about: { readonly name: string; readonly unit: string },
  samples: { readonly times: Float64Array; readonly values: Float64Array } | null,
): ToAnalyse {
  if (samples === null || samples.values.length === 0) return { ...about, reason: 'no samples' };
  const { mean, std } = statisticsOf(samples.times, samples.values);
  if (mean === null || std === null) return { ...about, reason: 'a sample is not finite' };
  const { times, values } = samples;
  return { ...about, times, values, mean, std };
}

/** Seconds from the first to the last sample. */
export function durationOf({ times }: AnalysedSeries): number {
  return (times.at(-1) ?? 0) - (times[0] ?? 0);
}

export function levelOf(level: Level, { mean, std }: Pick<AnalysedSeries, 'mean' | 'std'>): number {
  return 'value' in level ? level.value : mean + level.stds * std;
}

/** The series mirrored at zero: its maxima are the minima of the given one. */
export function mirrored(series: AnalysedSeries): AnalysedSeries {
  return { ...series, values: series.values.map((value) => -value), mean: -series.mean };
}
