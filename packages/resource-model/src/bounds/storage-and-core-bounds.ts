import type { TaskColumns } from './task-columns.ts';

const at = (column: Float64Array, i: number): number => column[i] ?? 0;

/** max over tasks of latency + bytes/b1 + computing: no task can be faster alone. */
export function criticalTask({ count, load, compute }: TaskColumns): number {
  let longest = 0;
  for (let i = 0; i < count; i += 1) longest = Math.max(longest, at(load, i) + at(compute, i));
  return longest;
}

/**
 * max over t of (least latency + sum of bytes of tasks that compute for at least t)/Bmax + t: the last of those loads
 * to end is still followed by its computing.
 */
export function storageWithTails({ count, bytes, latency, compute, rate }: TaskColumns): number {
  let sum = 0;
  let leastLatency = Number.POSITIVE_INFINITY;
  let longest = 0;
  for (let i = 0; i < count; i += 1) {
    sum += at(bytes, i);
    leastLatency = Math.min(leastLatency, at(latency, i));
    longest = Math.max(longest, leastLatency + sum / rate + at(compute, i));
  }
  return longest;
}

/**
 * (sum of computing + unavoidable first loads)/C: before the j-th core can start, j loads must have ended, which takes
 * at least the j-th shortest load and the j smallest files at the full rate of the storage; until then the core is
 * idle.
 */
export function coreTime({ count, cores, load, bytes, latency, compute, rate }: TaskColumns): number {
  if (count === 0) return 0;
  const used = Math.min(cores, count);
  const shortest = load.slice().sort();
  const smallest = bytes.slice().sort();
  const leastLatency = latency.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  let loaded = 0;
  let idle = 0;
  for (let j = 0; j < used; j += 1) {
    loaded += at(smallest, j);
    idle += Math.max(at(shortest, j), leastLatency + loaded / rate);
  }
  return (compute.reduce((sum, value) => sum + value, 0) + idle) / used;
}
