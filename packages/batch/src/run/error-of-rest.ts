import { computeTimeModel } from '@ballast/resource-model';
import type { SchedulerState } from '@ballast/scheduler';

/** Nothing is known: as far off as a prediction is ever said to be. */
const UNKNOWN = 3;

/**
 * How far off the prediction of the rest may be, relative to it: by the model of computing times, what it does not know of all
 * files alike, and how much single files scatter.
 */
export function errorOfRest({ learned, inputs, progress }: SchedulerState, meanSize: number): number {
  const left = Math.max(1, inputs.sizes.length - progress.settled);
  const { expected, upper, withScatter } = computeTimeModel.predict(learned.models.compute, {
    size: meanSize,
  });
  if (expected <= 0) return UNKNOWN;
  return (upper - expected + (withScatter - upper) / Math.sqrt(left)) / expected;
}
