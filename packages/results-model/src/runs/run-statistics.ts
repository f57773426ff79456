/** Quantile by linear interpolation at (n - 1) q of the sorted values; `NaN` of none. */
export function linearQuantile(sorted: ArrayLike<number>, q: number): number {
  const at = (sorted.length - 1) * q;
  const below = sorted[Math.floor(at)] ?? Number.NaN;
  const above = sorted[Math.ceil(at)] ?? Number.NaN;
  return below === above ? below : below + (at - Math.floor(at)) * (above - below);
}

/** Pearson's correlation over the pairs without `NaN`; null for fewer than two, or if one of both is constant. */
export function correlation(a: readonly number[], b: readonly number[]): number | null {
  const pairs = a.flatMap((x, i) => {
    const y = b[i] ?? Number.NaN;
    return Number.isFinite(x) && Number.isFinite(y) ? [[x, y] as const] : [];
  });
  if (pairs.length < 2) return null;
  const meanX = pairs.reduce((sum, [x]) => sum + x, 0) / pairs.length;
  const meanY = pairs.reduce((sum, [, y]) => sum + y, 0) / pairs.length;
  const xx = pairs.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
  const yy = pairs.reduce((sum, [, y]) => sum + (y - meanY) ** 2, 0);
  const xy = pairs.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  if (isConstant(pairs, 0) || isConstant(pairs, 1)) return null;
  return Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy)));
}

function isConstant(pairs: readonly (readonly [number, number])[], place: 0 | 1): boolean {
  const first = pairs[0]?.[place];
  return pairs.every((pair) => pair[place] === first);
}
