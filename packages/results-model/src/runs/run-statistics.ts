/** Quantile by linear interpolation at (n - 1) q of the sorted values; `NaN` of none. */
export function linearQuantile(sorted: ArrayLike<number>, q: number): number {
  const at = (sorted.length - 1) * q;
  const below = sorted[Math.floor(at)] ?? Number.NaN;
  const above = sorted[Math.ceil(at)] ?? Number.NaN;
  return below === above ? below : below + (at - Math.floor(at)) * (above - below);
}

/** Pearson's correlation over the pairs without `NaN`; null for fewer than two, or if one of both is constant. */
export function correlation(a: ArrayLike<number>, b: ArrayLike<number>): number | null {
  let [pairs, sumX, sumY] = [0, 0, 0];
  each(a, b, (x, y) => {
    pairs += 1;
    sumX += x;
    sumY += y;
  });
  if (pairs < 2) return null;
  const [meanX, meanY] = [sumX / pairs, sumY / pairs];
  let [xx, yy, xy] = [0, 0, 0];
  let first: readonly [number, number] | null = null;
  let [variesX, variesY] = [false, false];
  each(a, b, (x, y) => {
    first ??= [x, y];
    variesX ||= x !== first[0];
    variesY ||= y !== first[1];
    xx += (x - meanX) ** 2;
    yy += (y - meanY) ** 2;
    xy += (x - meanX) * (y - meanY);
  });
  return variesX && variesY ? Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy))) : null;
}

/** Pairs of two numbers; a loop of its own, since there may be a hundred thousand of them. */
function each(a: ArrayLike<number>, b: ArrayLike<number>, take: (x: number, y: number) => void): void {
  for (let i = 0; i < a.length; i += 1) {
    const [x, y] = [a[i] ?? Number.NaN, b[i] ?? Number.NaN];
    if (Number.isFinite(x) && Number.isFinite(y)) take(x, y);
  }
}
