import type { TaskFigures } from './figures.ts';

/** Computing times below this are mostly clock noise, in milliseconds. */
const SHORTEST = 20;

/** Medians of |measured / expected - 1| over the tasks that succeeded. */
export function predictionError(tasks: readonly TaskFigures[]): {
  readonly memory: number | null;
  readonly compute: number | null;
} {
  const memory: number[] = [];
  const compute: number[] = [];
  for (const task of tasks) {
    if (task.outcome?.kind !== 'succeeded') continue;
    const { highWater, expectedMemory, computeTime, expectedCompute } = task;
    if (highWater !== null && expectedMemory !== null && expectedMemory > 0) {
      memory.push(Math.abs(highWater / expectedMemory - 1));
    }
    if (computeTime !== null && computeTime >= SHORTEST && expectedCompute !== null && expectedCompute > 0) {
      compute.push(Math.abs(computeTime / expectedCompute - 1));
    }
  }
  return { memory: median(memory), compute: median(compute) };
}

function median(values: number[]): number | null {
  values.sort((a, b) => a - b);
  return values[Math.floor(values.length / 2)] ?? null;
}
