import type { HighWaterMark } from '@ballast/profiler';

/** Least time between two looks while one brief task follows another, in milliseconds: a look takes a part of such a task. */
const LOOK_EVERY = 20;

/** The largest resident set of a worker's process, attempt by attempt. */
export interface SparingMark {
  /** An attempt begins. */
  begin(): void;
  /** What the attempt took; `isFollowed`: another one follows at once. Null if the system does not report it. */
  read(isFollowed: boolean): number | null;
}

/**
 * Looks at the mark at the end of an attempt, but seldom while brief ones follow each other: those in between have what was seen last.
 * The mark is reset only after a look, so that what one of them takes is seen at the next look, at the latest at that of the last one.
 */
export function sparingMark(mark: HighWaterMark, now: () => number): SparingMark {
  let seen: { readonly value: number | null; readonly at: number } | null = null;
  let isSeen = true;
  return {
    begin: () => {
      if (isSeen) mark.reset();
      isSeen = false;
    },
    read: (isFollowed) => {
      const at = now();
      if (isFollowed && seen !== null && at - seen.at < LOOK_EVERY) return seen.value;
      const value = mark.read();
      // What was seen of one order says nothing about the next.
      seen = isFollowed ? { value, at } : null;
      isSeen = true;
      return value;
    },
  };
}
