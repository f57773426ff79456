/** How long after the kernel's decision a process may still be seen to live: giving much memory back takes time. In milliseconds. */
const DYING = 5000;

/**
 * The counter of kills in the control group that this process shares with those it starts. It does not say who was killed:
 * each kill is credited to one death at most, which has to come soon after.
 */
export interface SharedCounter {
  /** To be called now and then: what rose long before a death has nothing to do with it. */
  look(): void;
  /** The counter, where a kill has been counted lately that no other death was credited with; that one is taken. */
  take(): number | null;
}

/** Null where there is no such counter. `now`: milliseconds of a clock that only moves forward. */
export function sharedCounter(
  read: (() => number | null) | null,
  now: () => number = () => performance.now(),
): SharedCounter | null {
  if (read === null) return null;
  let seen = read() ?? 0;
  let unclaimed: number[] = [];
  const look = (): void => {
    const count = read() ?? seen;
    for (let more = seen; more < count; more += 1) unclaimed.push(now());
    seen = count;
    unclaimed = unclaimed.filter((at) => now() - at <= DYING);
  };
  return {
    look,
    take: () => {
      look();
      return unclaimed.shift() === undefined ? null : seen;
    },
  };
}
