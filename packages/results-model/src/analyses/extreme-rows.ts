import { upCrossings } from '../crossings/crossings.ts';
import { clusterMaxima, globalMaxima } from '../crossings/global-maxima.ts';
import { blockMaxima } from '../extremes/block-maxima.ts';
import { fitGumbel, type GumbelMethod, gumbelQuantile } from '../extremes/gumbel.ts';
import { fitPareto, levelError, type ParetoFit, paretoQuantile } from '../extremes/pareto.ts';
import { rayleighAtRisk, rayleighMostProbable } from '../extremes/rayleigh.ts';
import { fitWeibull, type WeibullMethod, weibullQuantile } from '../extremes/weibull.ts';
import type { Cell } from '../table/style/csv.ts';
import { type AnalysedSeries, durationOf, levelOf, mirrored, type Rows } from './analysed-series.ts';
import type { End, ExtremeAnalysis, ExtremeMethod } from './analysis.ts';

/** A fit to one end of a series; values are those of the mirrored series for minima. */
interface Fit {
  /** Maxima, blocks or excesses that were fitted. */
  readonly n: number | null;
  readonly threshold?: number;
  readonly location?: number;
  readonly scale?: number;
  readonly shape?: number;
  readonly mostProbable: number | null;
  readonly quantiles: readonly (number | null)[];
  readonly interval?: { readonly lower: number; readonly upper: number } | null;
  readonly reason?: string;
}

const HOUR = 3600;

export function extremeColumns({ quantiles }: ExtremeAnalysis): string[] {
  const parameters = ['n', 'threshold', 'location', 'scale', 'shape'];
  const interval = ['lower', 'upper', 'reason'];
  return [
    'end',
    'method',
    'hours',
    ...parameters,
    'mostProbable',
    ...quantiles.map((q) => `q${q}`),
    ...interval,
  ];
}

/** A row for each end and method. */
export function extremeRows(series: AnalysedSeries, analysis: ExtremeAnalysis): Rows {
  return analysis.ends.flatMap((end) => {
    const own = end === 'max' ? series : mirrored(series);
    return analysis.methods.map((method) => rowOf({ end, method, analysis }, fitOf(own, method, analysis)));
  });
}

function rowOf(
  { end, method, analysis }: { end: End; method: ExtremeMethod; analysis: ExtremeAnalysis },
  fit: Fit,
): Cell[] {
  const sign = end === 'max' ? 1 : -1;
  const own = (value: number | null | undefined): Cell =>
    value === null || value === undefined ? null : sign * value + 0;
  const ends = [fit.interval?.lower, fit.interval?.upper].map(own);
  return [
    end,
    method,
    analysis.hours,
    fit.n,
    own(fit.threshold),
    own(fit.location),
    fit.scale ?? null,
    fit.shape ?? null,
    own(fit.mostProbable),
    ...fit.quantiles.map(own),
    ...(end === 'max' ? ends : ends.reverse()),
    fit.reason ?? null,
  ];
}

function fitOf(series: AnalysedSeries, method: ExtremeMethod, analysis: ExtremeAnalysis): Fit {
  switch (method) {
    case 'rayleigh':
      return rayleigh(series, analysis);
    case 'weibull-moments':
      return weibull(series, 'moments', analysis);
    case 'weibull-pwm':
      return weibull(series, 'pwm', analysis);
    case 'weibull-mle':
      return weibull(series, 'mle', analysis);
    case 'gumbel-moments':
      return gumbel(series, 'moments', analysis);
    case 'gumbel-pwm':
      return gumbel(series, 'pwm', analysis);
    case 'gumbel-mle':
      return gumbel(series, 'mle', analysis);
    case 'gpd':
      return pareto(series, analysis);
  }
}

/** The most probable extreme is the quantile e^-1. */
const MOST_PROBABLE = Math.exp(-1);

function noFit({ quantiles }: ExtremeAnalysis, n: number | null, reason: string): Fit {
  return { n, mostProbable: null, quantiles: quantiles.map(() => null), reason };
}

function rayleigh(series: AnalysedSeries, analysis: ExtremeAnalysis): Fit {
  const { count, meanPeriod } = upCrossings(series, series.mean);
  if (meanPeriod === null) return noFit(analysis, count, 'fewer than two up-crossings of the mean');
  const gaussian = { mean: series.mean, std: series.std, tz: meanPeriod };
  const time = analysis.hours * HOUR;
  const mostProbable = rayleighMostProbable(gaussian, time);
  if (mostProbable === null) return noFit(analysis, count, 'not more than one cycle in the time');
  const quantiles = analysis.quantiles.map((q) => rayleighAtRisk(gaussian, time, 1 - q));
  return { n: count, location: series.mean, scale: series.std, mostProbable, quantiles };
}

function weibull(series: AnalysedSeries, method: WeibullMethod, analysis: ExtremeAnalysis): Fit {
  const maxima = Float64Array.from(globalMaxima(series.values, series.mean), ({ value }) => value);
  const fit = fitWeibull(maxima, { method, mean: series.mean });
  if (fit === null) return noFit(analysis, maxima.length, 'no such distribution fits the global maxima');
  const count = (maxima.length * analysis.hours * HOUR) / durationOf(series);
  const at = (q: number): number => weibullQuantile(fit, count, q);
  return { n: maxima.length, ...fit, mostProbable: at(MOST_PROBABLE), quantiles: analysis.quantiles.map(at) };
}

function gumbel(series: AnalysedSeries, method: GumbelMethod, analysis: ExtremeAnalysis): Fit {
  const maxima = blockMaxima(series, analysis.blocks);
  const fit = maxima === null ? null : fitGumbel(maxima, method);
  if (fit === null) return noFit(analysis, analysis.blocks, 'the maxima of the blocks have no fit');
  const blocks = (analysis.hours * HOUR * analysis.blocks) / durationOf(series);
  const at = (q: number): number => gumbelQuantile(fit, blocks, q);
  const { location, scale } = fit;
  return {
    n: analysis.blocks,
    location,
    scale,
    mostProbable: at(MOST_PROBABLE),
    quantiles: analysis.quantiles.map(at),
  };
}

function pareto(series: AnalysedSeries, analysis: ExtremeAnalysis): Fit {
  const threshold = levelOf(analysis.threshold, series);
  const peaks =
    analysis.decluster === null
      ? globalMaxima(series.values, series.mean).filter(({ value }) => value > threshold)
      : clusterMaxima(series, { threshold, gap: analysis.decluster });
  const fit = fitPareto(Float64Array.from(peaks, ({ value }) => value - threshold));
  if (fit === null) return { ...noFit(analysis, peaks.length, 'the excesses have no fit'), threshold };
  const expected = (peaks.length * analysis.hours * HOUR) / durationOf(series);
  const at = (q: number): number => threshold + paretoQuantile(fit, expected, q);
  const mostProbable = at(MOST_PROBABLE);
  const error = levelError(fit, expected);
  const half = error === null ? null : error * normalQuantile((1 + analysis.confidence) / 2);
  return {
    n: peaks.length,
    threshold,
    scale: fit.sigma,
    shape: fit.xi,
    mostProbable,
    quantiles: analysis.quantiles.map(at),
    interval: half === null ? null : { lower: mostProbable - half, upper: mostProbable + half },
    ...(half === null ? { reason: noInterval(fit) } : {}),
  };
}

function noInterval({ xi }: ParetoFit): string {
  return xi > -0.5
    ? 'no interval: the likelihood has no clear maximum'
    : 'no interval: the shape is at most -0.5';
}

/** Quantile of the normal distribution by Newton's method on the error function's series (Abramowitz and Stegun 26.2.23 as start). */
function normalQuantile(p: number): number {
  const t = Math.sqrt(-2 * Math.log(1 - p));
  let x =
    t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
  for (let step = 0; step < 4; step += 1)
    x -= (normalBelow(x) - p) / (Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI));
  return x;
}

/** 1/2 + density times the series x + x^3/3 + x^5/15 + ..., which converges for every x. */
function normalBelow(x: number): number {
  let term = x;
  let sum = x;
  for (let k = 3; Math.abs(term) > 1e-17 * Math.abs(sum); k += 2) {
    term *= (x * x) / k;
    sum += term;
  }
  return 0.5 + (sum * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI);
}
