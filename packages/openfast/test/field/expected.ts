/** What the statistics of a series must be, from its samples alone, in two passes and without code of the product. */
export interface Expected {
  readonly n: number;
  readonly min: number;
  readonly tMin: number;
  readonly max: number;
  readonly tMax: number;
  readonly mean: number;
  readonly std: number;
}

export function expectedOf(times: readonly number[], values: readonly number[]): Expected {
  const n = values.length;
  const min = Math.min(...values);
  const max = Math.max(...values);
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / n;
  return {
    n,
    min,
    tMin: times[values.indexOf(min)] ?? Number.NaN,
    max,
    tMax: times[values.indexOf(max)] ?? Number.NaN,
    mean,
    std: Math.sqrt(variance),
  };
}
