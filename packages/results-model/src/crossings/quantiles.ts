/**
 * Quantiles by linear interpolation at position (n - 1) q of the sorted samples (type 7 of Hyndman and Fan: the default of
 * R and NumPy, PERCENTILE.INC of Excel). `sorted` ascending; null without samples.
 */
export function quantileOf(sorted: Float64Array, q: number): number | null {
  if (sorted.length === 0) return null;
  return between((sorted.length - 1) * q, (position) => sorted[position] as number);
}

/** The same from counts: `values` ascending and distinct, each with the number of samples that have it. */
export function quantileOfCounts(
  values: ArrayLike<number>,
  counts: ArrayLike<number>,
  q: number,
): number | null {
  const ends = new Float64Array(counts.length);
  let total = 0;
  for (let i = 0; i < counts.length; i += 1) ends[i] = total += counts[i] as number;
  if (total === 0) return null;
  const at = (position: number): number => values[firstAbove(ends, position)] as number;
  return between((total - 1) * q, at);
}

function between(position: number, at: (position: number) => number): number {
  const lower = Math.floor(position);
  const share = position - lower;
  const value = at(lower);
  return share === 0 ? value : value + (at(lower + 1) - value) * share;
}

function firstAbove(ends: Float64Array, position: number): number {
  let low = 0;
  let high = ends.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ends[middle] as number) > position) high = middle;
    else low = middle + 1;
  }
  return low;
}
