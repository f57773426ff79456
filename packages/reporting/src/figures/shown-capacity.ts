/** One file that succeeded, on the clock of its batch, in milliseconds. It loads, may wait, and computes until it settles. */
export interface Span {
  readonly admittedAt: number;
  readonly settledAt: number;
  /** At most the time between the two. */
  readonly loadTime: number;
  readonly computeTime: number;
  readonly bytes: number;
  readonly memory: number;
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
export function shownCapacity(spans: readonly Span[], known: Capacity): ShownCapacity {
  const computing = spans.map(({ settledAt, computeTime }) => ({
    from: settledAt - computeTime,
    to: settledAt,
  }));
  const ofCores = computing.map((span) => ({ ...span, amount: 1 }));
  const ofMemory = computing.map((span, i) => ({ ...span, amount: spans[i]?.memory ?? 0 }));
  return {
    cores: enough(ofCores, known.cores),
    memory: enough(ofMemory, known.memory),
    storage:
      known.storage === null ? { rateAt1: UNSEEN_RATE, maxRate: UNSEEN_RATE } : rates(spans, known.storage),
  };
}

interface Use {
  readonly from: number;
  readonly to: number;
  readonly amount: number;
}

/** The capacity if what was used stays within it, apart from a little; otherwise the most that was used at the same time. */
function enough(uses: readonly Use[], capacity: number): number {
  const changes = uses.flatMap(({ from, to, amount }) => [
    { at: from, by: amount },
    { at: to, by: -amount },
  ]);
  // What ends at an instant makes room for what begins then.
  changes.sort((a, b) => a.at - b.at || a.by - b.by);
  let used = 0;
  let most = 0;
  let area = 0;
  let excess = 0;
  let before = changes[0]?.at ?? 0;
  for (const { at, by } of changes) {
    area += used * (at - before);
    excess += Math.max(0, used - capacity) * (at - before);
    if (at > before) most = Math.max(most, used);
    used += by;
    before = at;
  }
  return excess <= NO_EXCESS * area ? capacity : Math.max(capacity, most);
}

/**
 * For every load that ended: all bytes that had been loaded by then came in the time in which any load was under way. The
 * fastest of those rates, and of single loads.
 */
function rates(spans: readonly Span[], { rateAt1, maxRate }: Rates): Rates {
  const loads = spans.map(({ settledAt, computeTime, loadTime, bytes }) => {
    const to = settledAt - computeTime;
    return { from: to - loadTime, to, bytes };
  });
  const alone = loads.reduce(
    (best, { from, to, bytes }) => Math.max(best, bytes / atLeastShort(to - from)),
    0,
  );
  return {
    rateAt1: Math.max(rateAt1, 1000 * alone),
    maxRate: Math.max(maxRate, 1000 * alone, 1000 * fastestStart(loads)),
  };
}

function atLeastShort(time: number): number {
  return Math.max(SHORTEST_LOAD, time);
}

interface Load {
  readonly from: number;
  readonly to: number;
  readonly bytes: number;
}

/** Bytes per millisecond. */
function fastestStart(loads: readonly Load[]): number {
  const byEnd = loads.toSorted((a, b) => a.to - b.to);
  const busyBefore = busyTime(loads);
  let bytes = 0;
  let fastest = 0;
  for (const load of byEnd) {
    bytes += load.bytes;
    fastest = Math.max(fastest, bytes / atLeastShort(busyBefore(load.to)));
  }
  return fastest;
}

/** The time in which any load was under way, up to an instant; asked for later and later ones. */
function busyTime(loads: readonly Load[]): (until: number) => number {
  const union: { from: number; to: number }[] = [];
  for (const { from, to } of loads.toSorted((a, b) => a.from - b.from)) {
    const last = union.at(-1);
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to);
    else union.push({ from, to });
  }
  let next = 0;
  let whole = 0;
  return (until) => {
    for (let span = union[next]; span !== undefined && span.to <= until; span = union[next]) {
      whole += span.to - span.from;
      next += 1;
    }
    return whole + Math.max(0, until - (union[next]?.from ?? until));
  };
}
