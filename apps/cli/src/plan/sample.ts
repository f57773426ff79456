/** Up to so many tasks are simulated as they are; of more, a sample of the second number. */
const ALL_UP_TO = 20_000;
const SAMPLE = 5000;

/** Indices of the tasks that stand for all. */
export interface Sample {
  readonly indices: Uint32Array;
  /** How many tasks each stands for; 1 when none is left out. */
  readonly stands: number;
}

/**
 * All tasks, in their order, or 5000 of more than 20,000: the middle ones of equally many neighbours in the order of size,
 * so that every size has its share.
 */
export function sampleTasks(sizes: Float64Array): Sample {
  const count = sizes.length;
  if (count <= ALL_UP_TO) return { indices: Uint32Array.from(sizes.keys()), stands: 1 };
  const order = bySize(sizes);
  const stands = count / SAMPLE;
  const indices = Uint32Array.from({ length: SAMPLE }, (_, i) => order[Math.floor((i + 0.5) * stands)] ?? 0);
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
