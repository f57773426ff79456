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
  const good = tasks.filter(({ outcome }) => outcome?.kind === 'succeeded');
  const memory = good.map(({ expectedMemory, highWater, reservedAtStart }) =>
    pair(expectedMemory, highWater, reservedAtStart),
  );
  const compute = good.map(({ expectedCompute, computeTime }) =>
    (computeTime ?? 0) < SHORTEST ? null : pair(expectedCompute, computeTime, expectedCompute),
  );
  return { memory: figuresOf(memory), compute: figuresOf(compute) };
}

function pair(expected: number | null, measured: number | null, most: number | null): Pair | null {
  if (expected === null || measured === null || expected <= 0 || measured <= 0) return null;
  return { expected, measured, isAbove: measured > (most ?? expected) };
}

function figuresOf(all: readonly (Pair | null)[]): PredictionFigures {
  const pairs = all.filter((one) => one !== null);
  const count = pairs.length;
  if (count === 0) return { count, within: null, above: null, median: null };
  const errors = pairs
    .map(({ expected, measured }) => Math.abs(measured / expected - 1))
    .sort((a, b) => a - b);
  return {
    count,
    within: errors.filter((error) => error <= CLOSE).length / count,
    above: pairs.filter(({ isAbove }) => isAbove).length / count,
    median: errors[Math.floor(count / 2)] ?? null,
  };
}
