import type { TaskFigures } from '../figures/figures.ts';
import type { PredictionFigures } from './figures.ts';

/** Predictions this close to what was measured count as right. */
const CLOSE = 0.25;
/** Computing times below this are mostly clock noise, in milliseconds. */
const SHORTEST = 20;

interface Pair {
  readonly expected: number;
  readonly measured: number;
  readonly isAbove: boolean;
}

/** Memory and computing time, measured against expected, over the files that succeeded. */
export function predictionFigures(tasks: readonly TaskFigures[]): {
  readonly memory: PredictionFigures;
  readonly compute: PredictionFigures;
} {
  return { memory: figuresOf(tasks, memoryOf), compute: figuresOf(tasks, computeOf) };
}

function memoryOf({ expectedMemory, highWater, reservedAtStart }: TaskFigures): Pair | null {
  return pair(expectedMemory, highWater, reservedAtStart);
}

function computeOf({ expectedCompute, computeTime }: TaskFigures): Pair | null {
  return (computeTime ?? 0) < SHORTEST ? null : pair(expectedCompute, computeTime, expectedCompute);
}

function pair(expected: number | null, measured: number | null, most: number | null): Pair | null {
  if (expected === null || measured === null || expected <= 0 || measured <= 0) return null;
  return { expected, measured, isAbove: measured > (most ?? expected) };
}

/** There may be very many files: nothing is kept of each but its error. */
function figuresOf(
  tasks: readonly TaskFigures[],
  pairOf: (task: TaskFigures) => Pair | null,
): PredictionFigures {
  const errors: number[] = [];
  let above = 0;
  for (const task of tasks) {
    const found = task.outcome?.kind === 'succeeded' ? pairOf(task) : null;
    if (found === null) continue;
    errors.push(Math.abs(found.measured / found.expected - 1));
    if (found.isAbove) above += 1;
  }
  const count = errors.length;
  if (count === 0) return { count, within: null, above: null, median: null };
  const sorted = Float64Array.from(errors).sort();
  return {
    count,
    within: errors.filter((error) => error <= CLOSE).length / count,
    above: above / count,
    median: sorted[Math.floor(count / 2)] ?? null,
  };
}
