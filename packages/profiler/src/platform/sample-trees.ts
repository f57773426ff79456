import { type Bytes, bytes, milliseconds, type Usage } from '@ballast/resource-model';

interface Trees {
  /** The processes below one. */
  readonly of: (pid: number) => readonly number[];
  readonly read: (pids: readonly number[]) => Map<number, Usage>;
}

/** The usage of each process together with everything below it. */
export function sampleTrees(pids: readonly number[], { of, read }: Trees): Map<number, Usage> {
  const below = new Map(pids.map((pid) => [pid, of(pid)]));
  const usages = read([...new Set([...pids, ...[...below.values()].flat()])]);
  const sums = new Map<number, Usage>();
  for (const [pid, others] of below) {
    const own = usages.get(pid);
    if (own === undefined) continue;
    sums.set(
      pid,
      others.reduce((sum, other) => added(sum, usages.get(other)), own),
    );
  }
  return sums;
}

function added(sum: Usage, more: Usage | undefined): Usage {
  if (more === undefined) return sum;
  return {
    ...sum,
    resident: bytes(sum.resident + more.resident),
    highWater: both(sum.highWater, more.highWater),
    cpuTime: milliseconds(sum.cpuTime + more.cpuTime),
    bytesRead: both(sum.bytesRead, more.bytesRead),
  };
}

function both(one: Bytes | null, other: Bytes | null): Bytes | null {
  return one === null || other === null ? (one ?? other) : bytes(one + other);
}
