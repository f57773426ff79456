import type { Input } from '../inputs/list.ts';
import type { Shard } from './shard.ts';

/** To open a file costs about as much time as to read these bytes. */
const OPENING = 1 << 20;

interface Bin {
  readonly index: number;
  load: number;
}

/**
 * The tasks of a shard, in order. Every shard gets about the same bytes: the largest file goes to the shard that has least so
 * far. The same sizes give the same shards on every machine, and each task is in exactly one.
 */
export function tasksOfShard(sizes: readonly number[], { index, of }: Shard): readonly number[] {
  const largestFirst = [...sizes.keys()].sort((a, b) => (sizes[b] ?? 0) - (sizes[a] ?? 0) || a - b);
  // In order of their loads, so that the first is the next to get a file.
  const bins: Bin[] = Array.from({ length: of }, (_, i) => ({ index: i + 1, load: 0 }));
  const chosen: number[] = [];
  for (const task of largestFirst) {
    const bin = bins.shift();
    if (bin === undefined) break;
    bin.load += (sizes[task] ?? 0) + OPENING;
    if (bin.index === index) chosen.push(task);
    bins.splice(placeOf(bins, bin), 0, bin);
  }
  return chosen.sort((a, b) => a - b);
}

function placeOf(bins: readonly Bin[], { load, index }: Bin): number {
  let [from, to] = [0, bins.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    const other = bins[middle];
    const isBefore =
      other !== undefined && (other.load < load || (other.load === load && other.index < index));
    if (isBefore) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** The inputs of a shard, in order. */
export function inputsOfShard(inputs: readonly Input[], shard: Shard): readonly Input[] {
  const sizes = inputs.map(({ size }) => size);
  return tasksOfShard(sizes, shard).flatMap((task) => inputs[task] ?? []);
}
