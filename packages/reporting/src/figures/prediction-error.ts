import type { TaskFigures } from './figures.ts';

/** Computing times below this are mostly clock noise, in milliseconds. */
const SHORTEST = 20;

/**
 * Medians of |measured / expected - 1| over the tasks that succeeded; `above`: the share of them that held more memory than
 * was reserved for them at the start.
 */
export function predictionError(tasks: readonly TaskFigures[]): {
  readonly memory: number | null;
  readonly compute: number | null;
  readonly above: number | null;
} {
  const memory: number[] = [];
  const compute: number[] = [];
  let reserved = 0;
  let above = 0;
  for (const task of tasks) {
    if (task.outcome?.kind !== 'succeeded') continue;
    const { highWater, expectedMemory, computeTime, expectedCompute, reservedAtStart } = task;
    if (highWater !== null && expectedMemory !== null && expectedMemory > 0) {
      memory.push(Math.abs(highWater / expectedMemory - 1));
    }
    if (highWater !== null && reservedAtStart !== null) {
      reserved += 1;
      if (highWater > reservedAtStart) above += 1;
    }
    if (computeTime !== null && computeTime >= SHORTEST && expectedCompute !== null && expectedCompute > 0) {
      compute.push(Math.abs(computeTime / expectedCompute - 1));
    }
  }
  return {
    memory: median(memory),
    compute: median(compute),
    above: reserved === 0 ? null : above / reserved,
  };
}

function median(values: number[]): number | null {
  values.sort((a, b) => a - b);
  return values[Math.floor(values.length / 2)] ?? null;
}
