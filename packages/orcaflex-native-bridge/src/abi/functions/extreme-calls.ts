import type { ExtremesHandle } from '../handles.ts';
import type { StructOut, StructValue } from '../kinds.ts';
import type { NativeLibrary } from '../native-library.ts';
import { outHandle } from '../out.ts';
import { STRUCTS } from '../struct-table.ts';

type Sizeless<Struct> = Omit<Struct, 'Size'>;
export type FitStruct = Sizeless<StructValue<'TExtremeStatisticsSpecification'>>;
export type QueryStruct = Sizeless<StructValue<'TExtremeStatisticsQuery'>>;
export type OutputStruct = StructValue<'TExtremeStatisticsOutput'>;

/** The caller must close the handle. `sampleInterval` is in seconds. */
export function openExtremes(
  library: NativeLibrary,
  values: Float64Array,
  sampleInterval: number,
): ExtremesHandle {
  const handle = outHandle();
  library.call('C_OpenExtremeStatistics', values.length, values, sampleInterval, handle);
  return handle[0] as ExtremesHandle;
}

/** Fault `ORCFXAPI_EXTREME_STATISTICS_FAILED` if the distribution cannot be fitted. */
export function fitExtremes(library: NativeLibrary, extremes: ExtremesHandle, fit: FitStruct): void {
  const Size = STRUCTS.TExtremeStatisticsSpecification.size;
  library.call('C_FitExtremeStatistics', extremes, { ...fit, Size });
}

export function queryExtremes(
  library: NativeLibrary,
  extremes: ExtremesHandle,
  query: QueryStruct,
): OutputStruct {
  const output: StructOut<'TExtremeStatisticsOutput'> = { Size: STRUCTS.TExtremeStatisticsOutput.size };
  const Size = STRUCTS.TExtremeStatisticsQuery.size;
  library.call('C_QueryExtremeStatistics', extremes, { ...query, Size }, output);
  return output as OutputStruct;
}

/** Excesses over the threshold of the fitted distribution. */
export function excessesOverThreshold(library: NativeLibrary, extremes: ExtremesHandle): Float64Array {
  const count = library.call('C_CalculateExtremeStatisticsExcessesOverThreshold', extremes, null, null);
  const excesses = new Float64Array(count);
  if (count > 0) library.call('C_CalculateExtremeStatisticsExcessesOverThreshold', extremes, null, excesses);
  return excesses;
}

/** The lower and upper end for each excess, as consecutive pairs. */
export function toleranceIntervals(
  library: NativeLibrary,
  extremes: ExtremesHandle,
  { simulations, excesses }: { readonly simulations: number; readonly excesses: number },
): Float64Array {
  const intervals = new Float64Array(2 * excesses);
  if (excesses > 0) library.call('C_SimulateToleranceIntervals', extremes, simulations, intervals);
  return intervals;
}

export function closeExtremes(library: NativeLibrary, extremes: ExtremesHandle): void {
  library.call('C_CloseExtremeStatistics', extremes);
}
