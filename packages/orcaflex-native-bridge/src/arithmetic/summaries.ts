import {
  analyseExtrema,
  cycleBins,
  type RawExtrema,
  rRatios,
  type Summary,
  seriesStatistics,
  timeHistorySummary,
} from '../abi/functions/summary-calls.ts';
import { type LibraryOptions, openLibrary } from '../model/open-library.ts';
import type { SeriesStatistics } from '../model/result-types.ts';
import { seriesStatisticsOf } from '../model/series-statistics.ts';

/** Samples, with their times in seconds. */
export interface Samples {
  readonly times: Float64Array;
  readonly values: Float64Array;
}

export interface SpectralDensity {
  /** Hz. */
  readonly frequencies: Float64Array;
  /** Squared unit of the values per Hz. */
  readonly densities: Float64Array;
}

/**
 * All functions here may throw `ORCFXAPI_INVALID_TIME_HISTORY_VALUES` and the faults of finding a library. None claims
 * a licence.
 */
export function spectralDensity(
  { times, values }: Samples,
  options: LibraryOptions & { readonly fundamentalFrequency?: number } = {},
): SpectralDensity {
  const { fundamentalFrequency = null } = options;
  const request = { kind: 'spectralDensity', times, values, fundamentalFrequency } as const;
  const { x, y } = timeHistorySummary(openLibrary(options), request);
  return { frequencies: x, densities: y };
}

/** Values in ascending order, and the share of samples that are not larger. */
export function empiricalDistribution(
  { times, values }: Samples,
  options: LibraryOptions = {},
): { readonly values: Float64Array; readonly shares: Float64Array } {
  const request = { kind: 'empiricalDistribution', times, values, fundamentalFrequency: null } as const;
  const { x, y } = timeHistorySummary(openLibrary(options), request);
  return { values: x, shares: y };
}

/** Ranges of the half cycles, in the library's order. */
export function rainflowHalfCycles(values: Float64Array, options: LibraryOptions = {}): Float64Array {
  return rainflow('rainflowHalfCycles', values, options).x;
}

/** Range and mean of each half cycle. */
export function rainflowWithMean(
  values: Float64Array,
  options: LibraryOptions = {},
): { readonly ranges: Float64Array; readonly means: Float64Array } {
  const { x, y } = rainflow('rainflowWithMean', values, options);
  return { ranges: x, means: y };
}

function rainflow(
  kind: 'rainflowHalfCycles' | 'rainflowWithMean',
  values: Float64Array,
  options: LibraryOptions,
): Summary {
  const request = { kind, times: null, values, fundamentalFrequency: null };
  return timeHistorySummary(openLibrary(options), request);
}

export interface CycleBin {
  readonly middle: number;
  readonly cycles: number;
}

/** Bins of rainflow ranges; the library chooses their width by default. */
export function cycleHistogram(
  ranges: Float64Array,
  options: LibraryOptions & { readonly binSize?: number } = {},
): CycleBin[] {
  const pairs = cycleBins(openLibrary(options), ranges, options.binSize ?? null);
  return Array.from({ length: pairs.length / 2 }, (_, index) => ({
    middle: pairs[2 * index] ?? 0,
    cycles: pairs[2 * index + 1] ?? 0,
  }));
}

/** The ratio of the smallest to the largest stress of each half cycle. */
export function stressRatios(
  { ranges, means }: { readonly ranges: Float64Array; readonly means: Float64Array },
  options: LibraryOptions = {},
): Float64Array {
  return rRatios(openLibrary(options), { ranges, means });
}

/** `sampleInterval` in seconds. */
export function timeSeriesStatistics(
  values: Float64Array,
  sampleInterval: number,
  options: LibraryOptions = {},
): SeriesStatistics {
  const library = openLibrary(options);
  return seriesStatisticsOf(library, seriesStatistics(library, values, sampleInterval));
}

/** The extremes, and the indices of the first samples that have them. */
export function extrema(values: Float64Array, options: LibraryOptions = {}): RawExtrema {
  return analyseExtrema(openLibrary(options), values);
}
