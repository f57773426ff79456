/** Durations of some tasks, longest first, at most `width` of which can run at the same time. */
export interface Crowd {
  readonly durations: Float64Array;
  /** The number of `durations` that count. */
  readonly count: number;
  readonly width: number;
  /** Seconds before each task can begin; null for none. */
  readonly before: Float64Array | null;
}

/**
 * Among the q x width + 1 longest tasks, some q + 1 follow one another on the same place, and these take at least as
 * long as the shortest q + 1: max over q of (sum of the q + 1 shortest of them + the shortest time before any of them).
 * q = 0 yields the longest task itself.
 *
 * Source: Graham's bound for P||Cmax in the form of Dell'Amico and Martello (ORSA Journal on Computing 7, 1995), with
 * all q; tasks that never overlap more than `width`-fold can be placed on `width` places (interval graphs are perfect).
 */
export function pigeonhole({ durations, count, width, before }: Crowd): number {
  const sums = new Float64Array(count + 1);
  for (let i = 0; i < count; i += 1) sums[i + 1] = (sums[i] ?? 0) + (durations[i] ?? 0);
  let shortestBefore = before === null ? 0 : Number.POSITIVE_INFINITY;
  let seen = 0;
  let best = 0;
  for (let last = 0, q = 0; last < count; last += width, q += 1) {
    if (before !== null) {
      for (; seen <= last; seen += 1) shortestBefore = Math.min(shortestBefore, before[seen] ?? 0);
    }
    best = Math.max(best, shortestBefore + (sums[last + 1] ?? 0) - (sums[last - q] ?? 0));
  }
  return best;
}

/** The rows that `keep` accepts, in the same order, and their number. */
export function crowd(
  durations: Float64Array,
  before: Float64Array,
  keep: (row: number) => boolean,
): Omit<Crowd, 'width'> & { readonly before: Float64Array } {
  const kept = { durations: new Float64Array(durations.length), before: new Float64Array(durations.length) };
  let count = 0;
  for (let i = 0; i < durations.length; i += 1) {
    if (!keep(i)) continue;
    kept.durations[count] = durations[i] ?? 0;
    kept.before[count] = before[i] ?? 0;
    count += 1;
  }
  return { ...kept, count };
}
