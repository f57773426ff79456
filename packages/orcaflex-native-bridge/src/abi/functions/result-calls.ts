import { PERIOD_NUMBER } from '../constants.ts';
import type { ModelHandle, ObjectHandle, VariableId } from '../handles.ts';
import type { StructValue } from '../kinds.ts';
import type { NativeLibrary } from '../native-library.ts';
import { outDouble } from '../out.ts';

export type PeriodStruct = StructValue<'TPeriod'>;

/** One variable of one object at one place. */
export interface Specification {
  readonly ObjectHandle: ObjectHandle;
  readonly ObjectExtra: StructValue<'TObjectExtra2W'> | null;
  readonly VarID: VariableId;
}

export function sampleCount(library: NativeLibrary, model: ModelHandle, period: PeriodStruct): number {
  return library.call('C_GetNumOfSamples', model, period);
}

interface TimesRequest {
  readonly period: PeriodStruct;
  /** The `sampleCount` of the period. */
  readonly count: number;
}

/** Seconds. */
export function sampleTimes(
  library: NativeLibrary,
  model: ModelHandle,
  { period, count }: TimesRequest,
): Float64Array {
  const times = new Float64Array(count);
  if (count > 0) library.call('C_GetSampleTimes', model, period, times);
  return times;
}

/** Fills `values`, whose length must be the sample count of the period. */
export function timeHistory(
  library: NativeLibrary,
  { specification, period }: { readonly specification: Specification; readonly period: PeriodStruct },
  values: Float64Array,
): void {
  const { ObjectHandle, ObjectExtra, VarID } = specification;
  library.call('C_GetTimeHistory2W', ObjectHandle, ObjectExtra, period, VarID, values);
}

interface HistoriesRequest {
  readonly specifications: readonly Specification[];
  readonly period: PeriodStruct;
}

/**
 * Fills `rows` row by row: `rows[sample * specifications.length + specification]`. If one specification is refused, the
 * whole call fails.
 */
export function multipleTimeHistories(
  library: NativeLibrary,
  { specifications, period }: HistoriesRequest,
  rows: Float64Array,
): void {
  library.call('C_GetMultipleTimeHistoriesW', specifications.length, specifications, period, rows);
}

/** Copies one specification's column out of `rows`. */
export function columnOf(
  rows: Float64Array,
  { column, columns }: { readonly column: number; readonly columns: number },
  into: Float64Array,
): void {
  for (let sample = 0, at = column; sample < into.length; sample += 1, at += columns) {
    into[sample] = rows[at] as number;
  }
}

const STATIC_STATE: PeriodStruct = {
  PeriodNum: PERIOD_NUMBER.staticState,
  Unused: 0,
  FromTime: 0,
  ToTime: 0,
};

/**
 * The value in the static state, read as the only sample of that period. The vendor's own wrapper reads it this way and
 * never calls `C_GetStaticResult2W`.
 */
export function staticResult(library: NativeLibrary, specification: Specification): number {
  const value = outDouble();
  timeHistory(library, { specification, period: STATIC_STATE }, value);
  return value[0] ?? 0;
}
