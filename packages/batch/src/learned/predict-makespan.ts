import { type MakespanRange, makespanRange } from '@ballast/resource-model';
import type { SchedulerConfig } from '@ballast/scheduler';
import {
  type PlanConditions,
  type Prediction,
  planFor,
  type SampleSize,
  type TaskSizes,
} from '@ballast/simulator';
import { type Makespan, roughlyPredicted, wellPredicted } from './makespan.ts';

/** What is known about earlier batches, oldest first. */
export interface Earlier {
  /** With this plan. */
  readonly makespans: readonly Makespan[];
  /** With this reader and any plan. */
  readonly ofReader: readonly Makespan[];
}

export interface MakespanPrediction extends Omit<Prediction, 'makespan'> {
  /** Seconds; no value is below the lower bound. */
  readonly makespan: MakespanRange;
  /** Seconds that the models alone come to. */
  readonly modelled: number;
  /** Whether they have seen such files before. */
  readonly learned: boolean;
  /** Number of earlier batches whose predictions were compared with what they took. */
  readonly compared: number;
}

/** A simulated file takes up to a millisecond, in batches of brief files as long as such a file. */
const MANY: SampleSize = { allUpTo: 300, sample: 200 };
/** In seconds; a batch that takes longer may well wait for a simulation of `MANY` files. */
const LONG = 20;
/** Tasks for each core, so that what the sample takes on all of them is not that of its largest file alone. */
const ROUNDS = 4;
const LEAST = 40;
/** Many files up to this size, in bytes, take hardly longer than their simulation, and hardly differ, unless a task of the user's own does more with them. */
const TINY = 64 * 1024;

export interface QuickConditions extends Omit<PlanConditions, 'sample'> {
  readonly isOwnTask: boolean;
}

/** What the models come to, for a batch that must not wait for it: of a brief one, few files are simulated. */
export function quickPlan(files: TaskSizes, { isOwnTask, ...conditions }: QuickConditions): Prediction {
  const few = Math.min(MANY.sample, Math.max(LEAST, ROUNDS * conditions.config.capacity.corePermits));
  const brief = planFor(files, { ...conditions, sample: { allUpTo: few, sample: few } });
  const areTiny = !isOwnTask && files.sizes.every((size) => size <= TINY);
  if (areTiny || brief.makespan.expected < LONG) return brief;
  return planFor(files, { ...conditions, sample: MANY });
}

/**
 * How long a batch takes: what the models come to, corrected by how far such predictions were off. Batches with this plan count
 * if the models had seen its files; a plan that is new counts as others did that were.
 */
export function predictMakespan(
  prediction: Prediction,
  { models }: SchedulerConfig,
  { makespans, ofReader }: Earlier,
): MakespanPrediction {
  const learned = models.compute.count > 0;
  const compared = learned ? wellPredicted(makespans) : roughlyPredicted(ofReader);
  const { expected: modelled, upper } = prediction.makespan;
  const range = makespanRange({ modelled, upper, learned }, compared);
  const least = (seconds: number): number => Math.max(prediction.lowerBound, seconds);
  const makespan = { median: least(range.median), ninetieth: least(range.ninetieth) };
  return { ...prediction, makespan, modelled, learned, compared: compared.length };
}
