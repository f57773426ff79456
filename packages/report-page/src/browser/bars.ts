import type { PageData } from '../pack/page-data.ts';

/** One attempt: when it was admitted, ended its load, began to compute, and ended. */
export interface Bar {
  readonly task: number;
  readonly from: number;
  readonly loadedAt: number;
  readonly computingAt: number;
  readonly until: number;
  readonly isGood: boolean;
}

export interface Lane {
  /** In the order of their beginnings. */
  readonly bars: readonly Bar[];
  /** For each bar, the last end of it and those before it: in an incomplete journal, one may go on while others begin. */
  readonly ends: Float64Array;
}

/** The lanes of workers. */
export function lanesOf({ files, attempts, figures }: PageData): readonly Lane[] {
  const lanes: Bar[][] = Array.from({ length: figures.lanes }, () => []);
  for (let task = 0; task < files.file.length; task += 1) {
    const from = files.admittedAt[task] ?? Number.NaN;
    if (Number.isNaN(from)) continue;
    const until = known(files.settledAt[task], figures.lastSettlement);
    const computingAt = Math.min(until, known(files.computingAt[task], until));
    const loadedAt = Math.max(from, computingAt - known(files.waited[task], 0));
    const isGood = READ.has(files.status[task] ?? '');
    lanes[files.lane[task] ?? 0]?.push({
      task,
      from,
      loadedAt,
      computingAt,
      until: Math.max(from, until),
      isGood,
    });
  }
  for (let i = 0; i < attempts.task.length; i += 1) {
    const from = attempts.from[i] ?? 0;
    const until = Math.max(from, attempts.until[i] ?? from);
    const computingAt = Math.min(until, known(attempts.computingAt[i], until));
    const task = attempts.task[i] ?? 0;
    lanes[attempts.lane[i] ?? 0]?.push({
      task,
      from,
      loadedAt: computingAt,
      computingAt,
      until,
      isGood: false,
    });
  }
  return lanes.map(laneOf);
}

export function laneOf(unsorted: readonly Bar[]): Lane {
  const bars = unsorted.toSorted((a, b) => a.from - b.from || a.until - b.until);
  let last = Number.NEGATIVE_INFINITY;
  const ends = Float64Array.from(bars, ({ until }) => {
    last = Math.max(last, until);
    return last;
  });
  return { bars, ends };
}

const READ: ReadonlySet<string> = new Set(['succeeded', 'incomplete', 'partial', 'suspect', 'unstable']);

function known(value: number | undefined, otherwise: number): number {
  return value === undefined || Number.isNaN(value) ? otherwise : value;
}

/** The bar at a place of the drawing; null if there is none. */
export function barAt(
  lanes: readonly Lane[],
  { lane: number, time, reach }: { readonly lane: number; readonly time: number; readonly reach: number },
): Bar | null {
  const lane = lanes[number];
  if (lane === undefined) return null;
  const begun = barsBetween(lane, { from: time - reach, until: time });
  const before =
    begun.findLast(({ until }) => time <= until) ?? begun.findLast(({ until }) => time <= until + reach);
  if (before !== undefined) return before;
  const after = lane.bars[firstAfter(lane, time)];
  return after !== undefined && after.from - reach <= time ? after : null;
}

/** The bars of which something may be seen in a span of time, both ends included. */
export function barsBetween(
  lane: Lane,
  { from, until }: { readonly from: number; readonly until: number },
): readonly Bar[] {
  const first = firstFrom(lane.ends.length, (i) => (lane.ends[i] ?? 0) >= from);
  return lane.bars.slice(first, firstAfter(lane, until));
}

/** Index of the first bar that begins after a time. */
function firstAfter({ bars }: Lane, time: number): number {
  return firstFrom(bars.length, (i) => (bars[i]?.from ?? 0) > time);
}

/** The first index for which something holds that holds for all later ones, too. */
function firstFrom(length: number, holds: (i: number) => boolean): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
