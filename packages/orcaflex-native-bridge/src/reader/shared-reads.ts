import type { PeriodRequest } from '@ballast/results-model';

/** One request with the times of its samples; null if it cannot be read or must be read separately. */
export interface TimedRequest {
  readonly request: number;
  readonly series: PeriodRequest['series'];
  readonly times: Float64Array | null;
}

/**
 * Another request that receives a series read for a longer period: its samples start at `from`, and its own period has
 * their number.
 */
export interface Share {
  readonly request: number;
  /** Index in that request's series. */
  readonly series: number;
  readonly from: number;
}

/** A series to be read from the library. */
export interface OwnRead {
  /** Index in the request's series. */
  readonly series: number;
  readonly shares: readonly Share[];
}

/**
 * What to read for each request, in the order of the requests. If all samples of a period are among those of a longer
 * one, its series are not read again: their samples are a part of the longer reading. Periods are compared by the times
 * that the library returns for them, to the last bit.
 */
export function sharedReads(requests: readonly TimedRequest[]): OwnRead[][] {
  const reads = requests.map((): OwnRead[] => []);
  const longestFirst = requests
    .map((timed, position) => ({ ...timed, position }))
    .sort((a, b) => (b.times?.length ?? 0) - (a.times?.length ?? 0));
  const holders: Holder[] = [];
  for (const { request, series, times, position } of longestFirst) {
    const within = times === null ? [] : holders.map((holder) => ({ holder, from: startIn(holder, times) }));
    const mine = new Map<number, { readonly shares: Share[] }>();
    for (const [index, { ref }] of series.entries()) {
      const found = within.find(({ holder, from }) => from !== null && holder.reads.has(ref));
      const shares = found?.holder.reads.get(ref)?.shares;
      if (shares !== undefined) {
        shares.push({ request, series: index, from: found?.from ?? 0 });
        continue;
      }
      const own = { series: index, shares: [] as Share[] };
      mine.set(ref, own);
      reads[position]?.push(own);
    }
    if (times !== null && mine.size > 0 && isRising(times)) holders.push({ times, reads: mine });
  }
  return reads;
}

/** A period that was read, and the part of it that can be shared. */
interface Holder {
  readonly times: Float64Array;
  /** By the series' own number. */
  readonly reads: ReadonlyMap<number, { readonly shares: Share[] }>;
}

/** The index at which the times begin among those of the holder; null unless all of them are there consecutively. */
function startIn({ times: all }: Holder, times: Float64Array): number | null {
  const [first] = times;
  if (first === undefined || times.length > all.length) return null;
  const start = firstNotBelow(all, first);
  if (start + times.length > all.length) return null;
  for (let i = 0; i < times.length; i += 1) if (all[start + i] !== times[i]) return null;
  return start;
}

function firstNotBelow(rising: Float64Array, value: number): number {
  let [low, high] = [0, rising.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rising[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A repeated time does not identify a sample. */
function isRising(times: Float64Array): boolean {
  for (let i = 1; i < times.length; i += 1)
    if (!((times[i] as number) > (times[i - 1] as number))) return false;
  return true;
}
