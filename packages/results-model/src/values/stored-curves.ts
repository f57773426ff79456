import type { Transform } from '../series/transform.ts';
import { type RangeCurves, transformedCurves } from './range-statistics.ts';

/** The curves that tables print, in their order. */
export const CURVES = ['min', 'max', 'mean', 'std', 'lower', 'upper'] as const;
export type CurveName = (typeof CURVES)[number];

/** A curve as plain data: null for a point without a number, or for a curve that does not exist. */
type StoredCurve = readonly (number | null)[] | null;

/** All points of a range graph as plain data, in the unit of the value; arc lengths in the model's length unit. */
export type StoredCurves = { readonly arclengths: readonly (number | null)[] } & Readonly<
  Record<CurveName, StoredCurve>
>;

export function storedCurves(curves: RangeCurves, transform: Transform | null): StoredCurves {
  const own = transformedCurves(curves, transform);
  const named = CURVES.map((name) => [name, own[name].length === 0 ? null : plain(own[name])] as const);
  return {
    arclengths: plain(own.arclengths),
    ...(Object.fromEntries(named) as Record<CurveName, StoredCurve>),
  };
}

/** JSON has no other numbers. */
function plain(curve: Float64Array): (number | null)[] {
  return Array.from(curve, (value) => (Number.isFinite(value) ? value + 0 : null));
}
