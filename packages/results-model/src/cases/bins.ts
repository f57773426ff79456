import type { BinRule } from './case-table.ts';

/** The number of a value's bin: the bin 0 has the stated centre; a bin includes its lower edge. */
export function binOf(value: number, { width, centre }: BinRule): number {
  return Math.floor((value - centre) / width + 0.5);
}

export function binEdges(
  bin: number,
  { width, centre }: BinRule,
): { readonly from: number; readonly to: number } {
  return { from: centre + (bin - 0.5) * width, to: centre + (bin + 0.5) * width };
}

/** Probability of a Weibull distribution between two values. */
export function weibullShare(
  { scale, shape }: { readonly scale: number; readonly shape: number },
  { from, to }: { readonly from: number; readonly to: number },
): number {
  const above = (x: number): number => (x <= 0 ? 1 : Math.exp(-((x / scale) ** shape)));
  return above(from) - above(to);
}

/** Mean, extremes and standard deviation (divisor n - 1, null for one value) of numbers. */
export interface Spread {
  readonly n: number;
  readonly mean: number;
  readonly min: number;
  readonly max: number;
  readonly std: number | null;
}

/** Null without values. */
export function spreadOf(values: readonly number[]): Spread | null {
  const n = values.length;
  if (n === 0) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return {
    n,
    mean,
    min: Math.min(...values),
    max: Math.max(...values),
    std: n < 2 ? null : Math.sqrt(squares / (n - 1)),
  };
}
