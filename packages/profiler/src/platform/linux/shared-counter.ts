/** Milliseconds for which a process may still appear alive after the kernel killed it: freeing much memory takes time. */
const DYING = 5000;

/**
 * The counter of kills in the control group that this process shares with its children. It does not identify the killed
 * process: each kill explains at most one death, which has to follow soon.
 */
export interface SharedCounter {
  /** Call it regularly: a kill that was counted long before a death did not cause it. */
  look(): void;
  /** The counter, if it has recently counted a kill that explains no other death yet; null otherwise. */
  take(): number | null;
}

/** Null without a counter to read. `now`: milliseconds of a monotonic clock. */
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
