import type { ObjectHandle, StatisticsHandle, VariableId } from '../handles.ts';
import type { StructOut, StructValue } from '../kinds.ts';
import type { NativeLibrary } from '../native-library.ts';
import { outHandle } from '../out.ts';
import { STRUCTS } from '../struct-table.ts';
import type { PeriodStruct } from './result-calls.ts';

export interface LinkedRequest {
  readonly object: ObjectHandle;
  readonly extra: StructValue<'TObjectExtra2W'> | null;
  readonly period: PeriodStruct;
  readonly ids: readonly VariableId[];
}

/** Opens the statistics of several variables of one object over one period; closes them when `use` returns. */
export function withLinkedStatistics<Result>(
  library: NativeLibrary,
  { object, extra, period, ids }: LinkedRequest,
  use: (statistics: StatisticsHandle) => Result,
): Result {
  const handle = outHandle();
  library.call('C_OpenLinkedStatistics2W', object, extra, period, ids.length, Int32Array.from(ids), handle);
  const statistics = handle[0] as StatisticsHandle;
  try {
    return use(statistics);
  } finally {
    library.call('C_CloseLinkedStatistics', statistics);
  }
}

/** The extremes of one variable, and the values of another at the same times. */
export function queryLinked(
  library: NativeLibrary,
  statistics: StatisticsHandle,
  { id, linkedId }: { readonly id: VariableId; readonly linkedId: VariableId },
): StructValue<'TStatisticsQuery'> {
  const query: StructOut<'TStatisticsQuery'> = {};
  library.call('C_QueryLinkedStatistics', statistics, id, linkedId, query);
  return query as StructValue<'TStatisticsQuery'>;
}

export type SeriesStatisticsStruct = StructValue<'TTimeSeriesStatistics'>;

export function linkedSeriesStatistics(
  library: NativeLibrary,
  statistics: StatisticsHandle,
  id: VariableId,
): SeriesStatisticsStruct {
  const result: StructOut<'TTimeSeriesStatistics'> = { Size: STRUCTS.TTimeSeriesStatistics.size };
  library.call('C_CalculateLinkedStatisticsTimeSeriesStatistics', statistics, id, result);
  return withRms(result as SeriesStatisticsStruct);
}

/** Libraries with the older struct do not compute the root mean square, so it is computed here. */
export function withRms(result: SeriesStatisticsStruct): SeriesStatisticsStruct {
  if (result.Size === STRUCTS.TTimeSeriesStatistics.size) return result;
  return { ...result, RMS: Math.sqrt(result.Mean ** 2 + result.StdDev ** 2) };
}
