import type { Along } from '@ballast/results-model';
import { ARC_LENGTH_MODE } from '../constants.ts';
import type { StructOut, StructValue } from '../kinds.ts';
import type { NativeLibrary } from '../native-library.ts';
import { numberOrNull } from '../special-numbers.ts';
import { STRUCTS } from '../struct-table.ts';
import { nodeArclengths } from './object-calls.ts';
import type { PeriodStruct, Specification } from './result-calls.ts';

type ArcLengthStruct = StructValue<'TArclengthRange'>;

export interface RangeGraphRequest {
  readonly specification: Specification;
  readonly period: PeriodStruct;
  /** Null for the whole line. */
  readonly along: Along | null;
}

const CURVES = ['Min', 'Max', 'Mean', 'StdDev', 'Upper', 'Lower'] as const;
type Curve = (typeof CURVES)[number];

/** Null for a curve that this graph lacks; NaN for a point at which a curve has no value. */
export type RawCurves = Readonly<
  Record<Curve, { readonly name: string; readonly values: Float64Array } | null>
>;

/** Arc lengths from end A, and the curves over them. Fault `ORCFXAPI_RANGE_GRAPH_ERROR` if there is no graph. */
export function rangeGraph(
  library: NativeLibrary,
  request: RangeGraphRequest,
): { readonly x: Float64Array; readonly curves: RawCurves } {
  const names = curveNames(library, request);
  const range = arcLengthStruct(library, request);
  const count = pointCount(library, request, range);
  const x = new Float64Array(count);
  const values = CURVES.map(() => new Float64Array(count));
  read(library, request, { range, x, values });
  const curves = CURVES.map((curve, index): [Curve, RawCurves[Curve]] => {
    const name = names[curve] ?? '';
    const array = values[index] ?? x;
    const own = array.map((value) => numberOrNull(library, value) ?? Number.NaN);
    const isNothing = own.length > 0 && own.every(Number.isNaN);
    return [curve, name === '' || isNothing ? null : { name, values: own }];
  });
  return { x, curves: Object.fromEntries(curves) as RawCurves };
}

function curveNames(
  library: NativeLibrary,
  { specification, period }: RangeGraphRequest,
): StructOut<'TRangeGraphCurveNamesW'> {
  const { ObjectHandle, ObjectExtra, VarID } = specification;
  const names: StructOut<'TRangeGraphCurveNamesW'> = { Size: STRUCTS.TRangeGraphCurveNamesW.size };
  library.call('C_GetRangeGraphCurveNamesW', ObjectHandle, ObjectExtra, period, VarID, names);
  return names;
}

/** Each newer function takes an argument that the older one lacks. */
function pointCount(
  library: NativeLibrary,
  { specification, period }: RangeGraphRequest,
  range: ArcLengthStruct | null,
): number {
  const { ObjectHandle: object, VarID: id } = specification;
  if (library.has('C_GetRangeGraphNumOfPoints3'))
    return library.call('C_GetRangeGraphNumOfPoints3', object, period, range, id);
  if (range === null && library.has('C_GetRangeGraphNumOfPoints'))
    return library.call('C_GetRangeGraphNumOfPoints', object, id);
  return library.call('C_GetRangeGraphNumOfPoints2', object, range, id);
}

interface Arrays {
  readonly range: ArcLengthStruct | null;
  readonly x: Float64Array;
  readonly values: readonly Float64Array[];
}

function read(
  library: NativeLibrary,
  { specification, period }: RangeGraphRequest,
  { range, x, values }: Arrays,
): void {
  const { ObjectHandle: object, ObjectExtra: extra, VarID: id } = specification;
  if (x.length === 0) return;
  const [min = null, max = null, mean = null, stdDev = null, upper = null, lower = null] = values;
  const curves = [x, min, max, mean, stdDev, upper, lower] as const;
  if (range === null && !library.has('C_GetRangeGraph4W'))
    library.call('C_GetRangeGraph3W', object, extra, period, id, ...curves);
  else library.call('C_GetRangeGraph4W', object, extra, period, range, id, ...curves);
}

/** An open end means the end of the line; the whole line needs no range. */
function arcLengthStruct(
  library: NativeLibrary,
  { along, specification }: RangeGraphRequest,
): ArcLengthStruct | null {
  if (along === null) return null;
  const range = {
    Size: STRUCTS.TArclengthRange.size,
    Mode: ARC_LENGTH_MODE.entire,
    FromArclength: 0,
    ToArclength: 0,
    FromSection: 0,
    ToSection: 0,
  };
  if (along.kind === 'sections')
    return { ...range, Mode: ARC_LENGTH_MODE.sections, FromSection: along.from, ToSection: along.to };
  const { from, to } = along;
  if (from === null && to === null) return null;
  const end = to ?? nodeArclengths(library, specification.ObjectHandle).at(-1) ?? 0;
  return { ...range, Mode: ARC_LENGTH_MODE.arcLengths, FromArclength: from ?? 0, ToArclength: end };
}
