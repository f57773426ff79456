import { computeTimeModel } from '@ballast/resource-model';
import type { Models } from '@ballast/scheduler';
import type { Makespan } from '../history/makespan.ts';

/** A worker costs more than its start: its first file finds nothing compiled and nothing cached. */
const FIRST_FILE = 1.1;
/** However many workers were started, so much of the learned times was computing. */
const LEAST_SHARE = 0.3;

/** Seconds of a core that workers take which are started while others compute. */
export function startCost(workers: number, cores: number, startSeconds: number): number {
  return Math.max(0, workers - cores) * FIRST_FILE * startSeconds;
}

/**
 * The part of the learned computing times that was computing. They are times by the clock: workers that were started
 * while others computed shared the cores with them. Matters where a file takes no longer than the start of a process.
 */
export function computeShare(
  makespans: readonly Makespan[],
  compute: Models['compute'],
  on: {
    readonly cores: number;
    readonly startSeconds: number;
    readonly footprint: (size: number) => number;
  },
): number {
  let starting = 0;
  let learned = 0;
  for (const { inputs, bytes, workers = 0 } of makespans) {
    if (inputs === 0) continue;
    const { expected } = computeTimeModel.predict(compute, { size: on.footprint(bytes / inputs) });
    learned += (inputs * expected) / 1000;
    starting += startCost(workers, on.cores, on.startSeconds);
  }
  return learned === 0 ? 1 : Math.max(LEAST_SHARE, 1 - starting / learned);
}
