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

/** The same of samples in any order, which are moved about. */
export function quantilesIn(samples: Float64Array, wanted: readonly number[]): (number | null)[] {
  if (samples.length === 0) return wanted.map(() => null);
  const select = (position: number): number => selected(samples, position);
  return wanted.map((q) => between((samples.length - 1) * q, select));
}

/** The sample that has `position` in ascending order (Hoare's selection with the median of three as pivot). */
function selected(samples: Float64Array, position: number): number {
  let low = 0;
  let high = samples.length - 1;
  while (low < high) {
    const pivot = medianOf(
      samples[low] as number,
      samples[(low + high) >> 1] as number,
      samples[high] as number,
    );
    let left = low;
    let right = high;
    while (left <= right) {
      while ((samples[left] as number) < pivot) left += 1;
      while ((samples[right] as number) > pivot) right -= 1;
      if (left > right) break;
      const moved = samples[left] as number;
      samples[left] = samples[right] as number;
      samples[right] = moved;
      left += 1;
      right -= 1;
    }
    if (position <= right) high = right;
    else if (position >= left) low = left;
    else break;
  }
  return samples[position] as number;
}

function medianOf(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
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
