/** Time between two looks at the clock, in milliseconds. */
export const GUARD_EVERY = 25;

/** Until when processes may use seats, by the clock that all processes of a machine share, in nanoseconds. */
export interface Fence {
  readonly until: bigint;
  readonly pids: readonly number[];
}

export function fenceLine({ until, pids }: Fence): string {
  return `${until} ${pids.join(' ')}\n`;
}

/** Null for anything else. */
export function parseFence(line: string): Fence | null {
  if (!/^\d{1,19}(?: \d{1,10})* ?$/.test(line)) return null;
  const [until = '0', ...pids] = line.trim().split(' ');
  return { until: BigInt(until), pids: pids.map(Number) };
}
