import type { FileProfile } from '@ballast/profiler';
import { computeTimeModel } from '@ballast/resource-model';
import { type Models, predictMemory } from '@ballast/scheduler';

export interface Range {
  readonly expected: number;
  readonly upper: number;
}

/** A class of sizes with its files, and the estimated needs of a file of their mean size. */
export interface ClassPlan {
  readonly bin: FileProfile['classes'][number];
  readonly mean: number;
  /** Bytes. */
  readonly memory: Range;
  /** Seconds. */
  readonly compute: Range;
}

export function classPlans(
  classes: FileProfile['classes'],
  models: Models,
  footprint: (size: number) => number,
): readonly ClassPlan[] {
  return classes
    .filter(({ count }) => count > 0)
    .map((bin) => {
      const mean = bin.total / bin.count;
      const { expected, upper } = predictMemory(models, { size: footprint(mean) });
      const time = computeTimeModel.predict(models.compute, { size: mean });
      const seconds = (milliseconds: number): number => milliseconds / 1000;
      return {
        bin,
        mean,
        memory: { expected, upper },
        compute: { expected: seconds(time.expected), upper: seconds(time.upper) },
      };
    });
}
