import type { MemoryRecord } from '../result/experiment.ts';

/** The process tree at one instant: seconds since the start, and bytes. */
export interface TreeSample {
  readonly at: number;
  /** Shared pages counted once: as many as the process with most of them has. */
  readonly resident: number;
  /** Counted for each process. */
  readonly sum: number;
  readonly processes: number;
}

/** Each rise above the budget is one violation, however long; it lasts until the next sample below the budget. */
export function foldMemory(samples: readonly TreeSample[], budget: number): MemoryRecord {
  let [highWater, highWaterOfSum, violations, secondsAbove, mostProcesses] = [0, 0, 0, 0, 0];
  let aboveSince: number | null = null;
  for (const { at, resident, sum, processes } of samples) {
    highWater = Math.max(highWater, resident);
    highWaterOfSum = Math.max(highWaterOfSum, sum);
    mostProcesses = Math.max(mostProcesses, processes);
    if (aboveSince !== null) {
      secondsAbove += at - aboveSince;
      aboveSince = resident > budget ? at : null;
    } else if (resident > budget) {
      violations += 1;
      aboveSince = at;
    }
  }
  return {
    highWater,
    highWaterOfSum,
    violations,
    secondsAbove: Number(secondsAbove.toFixed(3)),
    mostAbove: Math.max(0, highWater - budget),
    samples: samples.length,
    mostProcesses,
  };
}

/** At most `most` points, the largest of each stretch: a plot must not lose what was over the budget. */
export function thinnedMemory(
  samples: readonly TreeSample[],
  most: number,
): readonly (readonly [at: number, resident: number])[] {
  const each = Math.max(1, Math.ceil(samples.length / most));
  const points: [number, number][] = [];
  for (let from = 0; from < samples.length; from += each) {
    const stretch = samples.slice(from, from + each);
    const largest = stretch.reduce((a, b) => (b.resident > a.resident ? b : a));
    points.push([Number(largest.at.toFixed(3)), Math.round(largest.resident)]);
  }
  return points;
}
