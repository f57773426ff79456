import { type Transform, transformed } from '../series/transform.ts';

/** The figures that a column can request from a range graph, in the order that tables print them. */
export const RANGE_STATISTICS = ['min', 'zMin', 'max', 'zMax', 'mean', 'std', 'zStd'] as const;

export type RangeStatisticName = (typeof RANGE_STATISTICS)[number];

/**
 * A variable along an object: one number per point, all curves of the same length; a curve that does not exist is
 * empty.
 */
export interface RangeCurves {
  /** From end A, in the model's length unit, in the order of the points. */
  readonly arclengths: Float64Array;
  readonly min: Float64Array;
  readonly max: Float64Array;
  readonly mean: Float64Array;
  /** Standard deviation. */
  readonly std: Float64Array;
  /** Allowable values that the model states, such as the allowable tension of a line type. */
  readonly lower?: Float64Array;
  readonly upper?: Float64Array;
}

/** The figures of a range graph; null if the curve does not exist or has a point that is not finite. */
export interface RangeStatistics {
  /** Smallest value of the curve of minima, and the first arc length that has it. */
  readonly min: number | null;
  readonly zMin: number | null;
  /** Largest value of the curve of maxima, and the first arc length that has it. */
  readonly max: number | null;
  readonly zMax: number | null;
  /** Mean of the curve of means over its points, all with equal weight. */
  readonly mean: number | null;
  /** Largest value of the curve of standard deviations, and the first arc length that has it. */
  readonly std: number | null;
  readonly zStd: number | null;
}

/**
 * Reduces the curves over the arc length, after the transform of every sample. A negative factor exchanges minima and
 * maxima. Square roots have no mean and no spread, because those of the samples cannot be transformed.
 */
export function rangeStatistics(curves: RangeCurves, transform: Transform | null): RangeStatistics {
  return reduced(transformedCurves(curves, transform));
}

/** The curves after the transform of every sample, by the same rules. */
export function transformedCurves(curves: RangeCurves, transform: Transform | null): Required<RangeCurves> {
  const none = new Float64Array(0);
  const { lower = none, upper = none } = curves;
  if (transform === null) return { ...curves, lower, upper };
  const apply = (curve: Float64Array): Float64Array => curve.map((value) => transformed(value, transform));
  const flipped = transform.factor < 0;
  return {
    arclengths: curves.arclengths,
    min: apply(flipped ? curves.max : curves.min),
    max: apply(flipped ? curves.min : curves.max),
    mean: transform.sqrt ? none : apply(curves.mean),
    std: transform.sqrt ? none : curves.std.map((value) => Math.abs(transform.factor) * value),
    lower: apply(flipped ? upper : lower),
    upper: apply(flipped ? lower : upper),
  };
}

function reduced({ arclengths, min, max, mean, std }: RangeCurves): RangeStatistics {
  const [lowest, zMin] = extreme(arclengths, min, -1);
  const [highest, zMax] = extreme(arclengths, max, 1);
  const [widest, zStd] = extreme(arclengths, std, 1);
  return { min: lowest, zMin, max: highest, zMax, mean: meanOf(mean), std: widest, zStd };
}

function extreme(
  arclengths: Float64Array,
  curve: Float64Array,
  sign: 1 | -1,
): [number | null, number | null] {
  let at = 0;
  for (let i = 0; i < curve.length; i++) {
    if (!Number.isFinite(curve[i])) return [null, null];
    if (sign * ((curve[i] as number) - (curve[at] as number)) > 0) at = i;
  }
  return curve.length === 0 ? [null, null] : [plain(curve[at]), plain(arclengths[at])];
}

function meanOf(curve: Float64Array): number | null {
  let sum = 0;
  for (const value of curve) sum += value;
  return curve.length === 0 ? null : plain(sum / curve.length);
}

function plain(value: number | undefined): number | null {
  return value === undefined || !Number.isFinite(value) ? null : value + 0;
}
