/**
 * The files that succeeded, as columns: there may be very many. Times are on the clock of their batch, in milliseconds. A file
 * loads, may wait, and computes until it settles.
 */
export interface SpanColumns {
  readonly count: number;
  /** Computing begins. */
  readonly computingAt: Float64Array;
  readonly settledAt: Float64Array;
  /** At most the time from its admission to `computingAt`. */
  readonly loadTime: Float64Array;
  readonly bytes: Float64Array;
  readonly memory: Float64Array;
}

/** What the machine had, and the rate at which its storage is known to have delivered, in bytes per second. */
export interface Capacity {
  readonly cores: number;
  readonly memory: number;
  readonly storage: { readonly rateAt1: number; readonly maxRate: number } | null;
}

type Rates = NonNullable<Capacity['storage']>;
type ShownCapacity = Capacity & { readonly storage: Rates };

/** Faster than any storage: if no load was long enough to be measured, storage does not bind. */
const UNSEEN_RATE = 1e15;
/** Shorter loads are mostly the clock's own steps, in milliseconds. */
const SHORTEST_LOAD = 1;
/** Times of workers and of the journal differ a little: an excess below this share of all is not one. */
const NO_EXCESS = 0.05;

/**
 * The capacity for lower bounds on the makespan: whatever a batch did was possible, so no bound may assume less. A rate that was
 * learned while the storage was starved, cores that more tasks shared than there are, and a budget that was exceeded are raised
 * to what the files of the batch show.
 */
export function shownCapacity(spans: SpanColumns, known: Capacity): ShownCapacity {
  const { computingAt, settledAt, memory } = spans;
  const order = { begin: risingOrder(computingAt), end: risingOrder(settledAt) };
  return {
    cores: enough(spans, order, { capacity: known.cores, share: NO_EXCESS, amount: () => 1 }),
    // Two tasks that do not fit together bound a batch at once, by however little they exceed the budget.
    memory: enough(spans, order, { capacity: known.memory, share: 0, amount: (span) => at(memory, span) }),
    storage:
      known.storage === null
        ? { rateAt1: UNSEEN_RATE, maxRate: UNSEEN_RATE }
        : rates(spans, order.begin, known.storage),
  };
}

/** The indices of values, the smallest value first. */
function risingOrder(values: Float64Array): Uint32Array {
  return Uint32Array.from(values.keys()).sort((a, b) => at(values, a) - at(values, b));
}

function at(values: Float64Array | Uint32Array, index: number): number {
  return values[index] ?? 0;
}

interface Order {
  /** By `computingAt`. */
  readonly begin: Uint32Array;
  /** By `settledAt`. */
  readonly end: Uint32Array;
}

interface Limit {
  readonly capacity: number;
  /** An excess up to this share of all is not one. */
  readonly share: number;
  /** What a file uses while it computes. */
  readonly amount: (span: number) => number;
}

/** The capacity if what was used stays within it, apart from a share; otherwise the most that was used at the same time. */
function enough(
  { count, computingAt, settledAt }: SpanColumns,
  { begin, end }: Order,
  { capacity, share, amount }: Limit,
): number {
  let used = 0;
  let most = 0;
  let area = 0;
  let excess = 0;
  let before = at(computingAt, at(begin, 0));
  for (let begun = 0, ended = 0; ended < count; ) {
    const nextBegin = begun < count ? at(computingAt, at(begin, begun)) : Number.POSITIVE_INFINITY;
    const nextEnd = at(settledAt, at(end, ended));
    // What ends at an instant makes room for what begins then.
    const isEnd = nextEnd <= nextBegin;
    const now = isEnd ? nextEnd : nextBegin;
    area += used * (now - before);
    excess += Math.max(0, used - capacity) * (now - before);
    if (now > before) most = Math.max(most, used);
    used += isEnd ? -amount(at(end, ended)) : amount(at(begin, begun));
    before = now;
    if (isEnd) ended += 1;
    else begun += 1;
  }
  return excess <= share * area ? capacity : Math.max(capacity, most);
}

/**
 * For every load that ended: all bytes that had been loaded by then came in the time in which any load was under way. The
 * fastest of those rates, and of single loads. `byEnd`: the files in the order in which their loads ended.
 */
function rates(spans: SpanColumns, byEnd: Uint32Array, { rateAt1, maxRate }: Rates): Rates {
  const alone = spans.bytes.reduce(
    (best, bytes, i) => Math.max(best, bytes / atLeastShort(at(spans.loadTime, i))),
    0,
  );
  return {
    rateAt1: Math.max(rateAt1, 1000 * alone),
    maxRate: Math.max(maxRate, 1000 * alone, 1000 * fastestStart(spans, byEnd)),
  };
}

function atLeastShort(time: number): number {
  return Math.max(SHORTEST_LOAD, time);
}

/** Bytes per millisecond. */
function fastestStart(spans: SpanColumns, byEnd: Uint32Array): number {
  const busyBefore = busyTime(spans);
  let bytes = 0;
  let fastest = 0;
  for (const span of byEnd) {
    bytes += at(spans.bytes, span);
    fastest = Math.max(fastest, bytes / atLeastShort(busyBefore(at(spans.computingAt, span))));
  }
  return fastest;
}

/** The time in which any load was under way, up to an instant; asked for later and later ones. */
function busyTime({ count, computingAt, loadTime }: SpanColumns): (until: number) => number {
  const starts = computingAt.map((end, i) => end - at(loadTime, i));
  // Times in which loads were under way, one after the other.
  const from = new Float64Array(count);
  const to = new Float64Array(count);
  let pieces = 0;
  for (const span of risingOrder(starts)) {
    const [start, end] = [at(starts, span), at(computingAt, span)];
    if (pieces > 0 && start <= at(to, pieces - 1)) {
      to[pieces - 1] = Math.max(at(to, pieces - 1), end);
      continue;
    }
    from[pieces] = start;
    to[pieces] = end;
    pieces += 1;
  }
  let next = 0;
  let whole = 0;
  return (until) => {
    for (; next < pieces && at(to, next) <= until; next += 1) whole += at(to, next) - at(from, next);
    return whole + (next < pieces ? Math.max(0, until - at(from, next)) : 0);
  };
}
