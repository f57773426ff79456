/** Up to `allUpTo` tasks are used unchanged; of more, a sample. */
export interface SampleSize {
  readonly allUpTo: number;
  readonly sample: number;
}

/** A simulation takes a millisecond per task, a lower bound some microseconds. */
export const SIMULATED: SampleSize = { allUpTo: 5000, sample: 1500 };
export const BOUNDED: SampleSize = { allUpTo: 100_000, sample: 50_000 };

/** Indices of the tasks that represent all others. */
export interface Sample {
  readonly indices: Uint32Array;
  /** The number of tasks that each represents; 1 if none is left out. */
  readonly stands: number;
}

/**
 * All tasks in their order, or a sample: the middle ones of equally large groups in the order of size, so that every
 * size is represented.
 */
export function sampleTasks(sizes: Float64Array, { allUpTo, sample }: SampleSize): Sample {
  const count = sizes.length;
  if (count <= allUpTo) return { indices: Uint32Array.from(sizes.keys()), stands: 1 };
  const order = bySize(sizes);
  const stands = count / sample;
  const indices = Uint32Array.from({ length: sample }, (_, i) => order[Math.floor((i + 0.5) * stands)] ?? 0);
  return { indices: indices.sort(), stands };
}

/** Sorting numbers is many times faster than sorting by a comparison function, which matters for a million sizes. */
function bySize(sizes: Float64Array): Uint32Array {
  const sorted = sizes.slice().sort();
  const next = new Map<number, number>();
  for (let i = sorted.length - 1; i >= 0; i -= 1) next.set(sorted[i] ?? 0, i);
  const order = new Uint32Array(sizes.length);
  sizes.forEach((size, i) => {
    const at = next.get(size) ?? 0;
    order[at] = i;
    next.set(size, at + 1);
  });
  return order;
}
