import koffi from 'koffi';
import { SUMMARY_KIND } from '../constants.ts';
import type { BinsHandle, SummaryHandle } from '../handles.ts';
import type { StructOut } from '../kinds.ts';
import type { NativeLibrary } from '../native-library.ts';
import { outDouble, outHandle, outInt } from '../out.ts';
import { numberOrDefault } from '../special-numbers.ts';
import { STRUCTS } from '../struct-table.ts';
import { type SeriesStatisticsStruct, withRms } from './linked-calls.ts';

export interface SummaryRequest {
  readonly kind: keyof typeof SUMMARY_KIND;
  /** Null for rainflow counting, which does not use them. */
  readonly times: Float64Array | null;
  readonly values: Float64Array;
  /** Hz; null lets the library choose. Used for spectral densities only. */
  readonly fundamentalFrequency: number | null;
}

export interface Summary {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** Fault `ORCFXAPI_INVALID_TIME_HISTORY_VALUES` if the samples have no such summary. */
export function timeHistorySummary(library: NativeLibrary, request: SummaryRequest): Summary {
  const handle = outHandle();
  const count = outInt();
  create(library, request, { handle, count });
  const summary = handle[0] as SummaryHandle;
  try {
    const length = count[0] ?? 0;
    const [x, y] = [new Float64Array(length), new Float64Array(length)];
    if (length > 0) library.call('C_GetTimeHistorySummaryValues', summary, x, y);
    return { x, y };
  } finally {
    library.call('C_DestroyTimeHistorySummary', summary);
  }
}

interface SummaryOut {
  readonly handle: BigUint64Array;
  readonly count: Int32Array;
}

function create(
  library: NativeLibrary,
  { kind, times, values, fundamentalFrequency }: SummaryRequest,
  { handle, count }: SummaryOut,
): void {
  const kindNumber = SUMMARY_KIND[kind];
  if (fundamentalFrequency === null) {
    library.call('C_CreateTimeHistorySummary', kindNumber, values.length, times, values, handle, count);
    return;
  }
  library.call(
    'C_CreateTimeHistorySummary2',
    kindNumber,
    values.length,
    {
      Size: STRUCTS.TTimeHistorySummarySpecification.size,
      SpectralDensityFundamentalFrequency: fundamentalFrequency,
    },
    times,
    values,
    handle,
    count,
  );
}

export function seriesStatistics(
  library: NativeLibrary,
  values: Float64Array,
  sampleInterval: number,
): SeriesStatisticsStruct {
  const result: StructOut<'TTimeSeriesStatistics'> = { Size: STRUCTS.TTimeSeriesStatistics.size };
  library.call('C_CalculateTimeSeriesStatistics', values, values.length, sampleInterval, result);
  return withRms(result as SeriesStatisticsStruct);
}

export interface RawExtrema {
  readonly max: number;
  readonly min: number;
  readonly indexOfMax: number;
  readonly indexOfMin: number;
}

export function analyseExtrema(library: NativeLibrary, values: Float64Array): RawExtrema {
  const [max, min, indexOfMax, indexOfMin] = [outDouble(), outDouble(), outInt(), outInt()];
  library.call('C_AnalyseExtrema', values, values.length, max, min, indexOfMax, indexOfMin);
  return {
    max: max[0] ?? 0,
    min: min[0] ?? 0,
    indexOfMax: indexOfMax[0] ?? 0,
    indexOfMin: indexOfMin[0] ?? 0,
  };
}

/** The midpoint and the cycle count of each bin, as consecutive pairs; a null size lets the library choose. */
export function cycleBins(
  library: NativeLibrary,
  ranges: Float64Array,
  binSize: number | null,
): Float64Array {
  const handle = outHandle();
  const count = outInt();
  const size = numberOrDefault(library, binSize);
  library.call('C_CreateCycleHistogramBins', ranges.length, ranges, size, count, handle);
  const bins = handle[0] as BinsHandle;
  const length = count[0] ?? 0;
  try {
    // Copied, because the library frees its own memory below.
    return length === 0 ? new Float64Array(0) : koffi.decode(bins, koffi.array('double', 2 * length));
  } finally {
    library.call('C_DestroyCycleHistogramBins', bins);
  }
}

/** The ratio of the smallest to the largest stress of each half cycle. */
export function rRatios(
  library: NativeLibrary,
  { ranges, means }: { readonly ranges: Float64Array; readonly means: Float64Array },
): Float64Array {
  const ratios = new Float64Array(ranges.length);
  if (ranges.length > 0) library.call('C_CalculateRratio', ranges.length, ranges, means, ratios);
  return ratios;
}
