/** Up to `allUpTo` tasks are taken as they are; of more, a sample. */
export interface SampleSize {
  readonly allUpTo: number;
  readonly sample: number;
}

/** A simulation takes a millisecond a task, a lower bound some microseconds. */
export const SIMULATED: SampleSize = { allUpTo: 5000, sample: 1500 };
export const BOUNDED: SampleSize = { allUpTo: 100_000, sample: 50_000 };

/** Indices of the tasks that stand for all. */
export interface Sample {
  readonly indices: Uint32Array;
  /** How many tasks each stands for; 1 when none is left out. */
  readonly stands: number;
}

/**
 * All tasks, in their order, or a sample: the middle ones of equally many neighbours in the order of size, so that every
 * size has its share.
 */
export function sampleTasks(sizes: Float64Array, { allUpTo, sample }: SampleSize): Sample {
  const count = sizes.length;
  if (count <= allUpTo) return { indices: Uint32Array.from(sizes.keys()), stands: 1 };
  const order = bySize(sizes);
  const stands = count / sample;
  const indices = Uint32Array.from({ length: sample }, (_, i) => order[Math.floor((i + 0.5) * stands)] ?? 0);
  return { indices: indices.sort(), stands };
}

/** Sorting numbers is many times faster than sorting by a comparison, which a million sizes would feel. */
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
