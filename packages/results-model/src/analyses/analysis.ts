import type { CountRule, Reduction } from '../reduction/reduction.ts';
import type { Detrend, WindowName } from '../spectrum/welch.ts';
import type { StatisticName } from '../statistics/statistic.ts';

/** Edges of bins: their number over the file's own span, or the edges themselves, which add up over files. */
export type Edges = { readonly count: number } | { readonly edges: readonly number[] };

/** Which end of a series: its maxima, its minima (of the mirrored series), or both. */
export type End = 'max' | 'min';

export const EXTREME_METHODS = [
  'rayleigh',
  'weibull-moments',
  'weibull-pwm',
  'weibull-mle',
  'gumbel-moments',
  'gumbel-pwm',
  'gumbel-mle',
  'gpd',
] as const;
export type ExtremeMethod = (typeof EXTREME_METHODS)[number];

/** A level of a series: a value in its unit, or its mean and a multiple of its standard deviation. */
export type Level = { readonly value: number } | { readonly stds: number };

export interface RainflowAnalysis extends CountRule {
  readonly kind: 'rainflow';
  /** Null for every cycle in a file for each input; otherwise a matrix of counts. */
  readonly markov: { readonly ranges: Edges; readonly means: Edges } | null;
}

export interface SpectrumAnalysis {
  readonly kind: 'spectrum';
  /** `lines`: a file for each input with the density; `moments`: a row for each series. */
  readonly output: 'lines' | 'moments';
  /** Length of a segment in seconds; null for the largest power of two of at most 2n/9 samples. */
  readonly segment: number | null;
  readonly window: WindowName;
  readonly overlap: number;
  readonly detrend: Detrend;
  /** Hz; of the moments. */
  readonly band: { readonly from: number; readonly to: number } | null;
}

export interface CrossingsAnalysis {
  readonly kind: 'crossings';
  readonly levels: readonly Level[];
}

export interface PeaksAnalysis {
  readonly kind: 'peaks';
  readonly ends: readonly End[];
  /** Null for the global maxima; otherwise the largest sample of each cluster above the threshold. */
  readonly clusters: { readonly threshold: Level; readonly gap: number } | null;
}

export interface ExtremeAnalysis {
  readonly kind: 'extreme';
  readonly methods: readonly ExtremeMethod[];
  readonly ends: readonly End[];
  readonly hours: number;
  /** Quantiles of the extreme in that time, besides the most probable one. */
  readonly quantiles: readonly number[];
  /** Blocks of the Gumbel fits. */
  readonly blocks: number;
  /** Threshold of the generalised Pareto fit; for `min` of the mirrored series. */
  readonly threshold: Level;
  /** Seconds without an exceedance that end a cluster; null for the global maxima above the threshold. */
  readonly decluster: number | null;
  /** Of the interval of the generalised Pareto fit. */
  readonly confidence: number;
}

export interface WindowsAnalysis {
  readonly kind: 'windows';
  /** Seconds. */
  readonly length: number;
  readonly step: number;
  /** Seconds of simulation time; null for the first sample. */
  readonly from: number | null;
  readonly partial: 'drop' | 'keep';
  readonly statistics: readonly StatisticName[];
  readonly reductions: readonly Reduction[];
}

/** What a table of its own computes from each of its series. */
export type Analysis =
  | RainflowAnalysis
  | SpectrumAnalysis
  | CrossingsAnalysis
  | PeaksAnalysis
  | ExtremeAnalysis
  | WindowsAnalysis;

/** Whether the analysis is written as a separate file for every input: it has as many rows as the series has cycles. */
export function hasFileForEachInput(analysis: Analysis): boolean {
  switch (analysis.kind) {
    case 'rainflow':
      return analysis.markov === null;
    case 'spectrum':
      return analysis.output === 'lines';
    case 'peaks':
      return true;
    case 'crossings':
    case 'extreme':
    case 'windows':
      return false;
  }
}
