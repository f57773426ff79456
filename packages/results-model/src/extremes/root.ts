/** The zero between two places where the function has different signs, to the last bit; null if it has not. */
export function rootBetween(
  f: (x: number) => number,
  range: { readonly low: number; readonly high: number },
): number | null {
  let { low, high } = range;
  const atLow = f(low);
  if (atLow === 0) return low;
  if (!(atLow * f(high) <= 0)) return null;
  const sign = Math.sign(atLow);
  // Halving reaches neighbouring doubles after at most 1100 steps, whatever the range.
  for (let step = 0; step < 1100; step += 1) {
    const middle = low + (high - low) / 2;
    if (middle === low || middle === high) break;
    if (Math.sign(f(middle)) === sign) low = middle;
    else high = middle;
  }
  return low + (high - low) / 2;
}

export function meanOf(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}
