/** The median as the simulator takes it: element floor(n/2) of the sorted n; `NaN` of none. */
export function upperMedian(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
