import { type MakespanRange, makespanRange } from '@ballast/resource-model';
import { type PlanConditions, type Prediction, planFor, type TaskSizes } from '@ballast/simulator';
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

/** A batch must not wait for its prediction: a simulated file takes up to a millisecond. */
const QUICK: NonNullable<PlanConditions['sample']> = { allUpTo: 300, sample: 200 };
/** Many files up to this size, in bytes, take hardly longer than their simulation, and hardly differ, unless a task of the user's own does more with them. */
const TINY = 64 * 1024;
const OF_TINY: NonNullable<PlanConditions['sample']> = { allUpTo: 300, sample: 40 };

/** How many files are simulated. */
export function quickSample(
  sizes: Float64Array,
  { isOwnTask }: { readonly isOwnTask: boolean },
): NonNullable<PlanConditions['sample']> {
  return !isOwnTask && sizes.every((size) => size <= TINY) ? OF_TINY : QUICK;
}

/**
 * How long a batch takes: what the models come to, corrected by how far such predictions were off. Batches with this plan count
 * if the models had seen its files; a plan that is new counts as others did that were.
 */
export function predictMakespan(
  files: TaskSizes,
  conditions: PlanConditions,
  { makespans, ofReader }: Earlier,
): MakespanPrediction {
  const prediction = planFor(files, conditions);
  const learned = conditions.config.models.compute.count > 0;
  const compared = learned ? wellPredicted(makespans) : roughlyPredicted(ofReader);
  const { expected: modelled, upper } = prediction.makespan;
  const range = makespanRange({ modelled, upper, learned }, compared);
  const least = (seconds: number): number => Math.max(prediction.lowerBound, seconds);
  const makespan = { median: least(range.median), ninetieth: least(range.ninetieth) };
  return { ...prediction, makespan, modelled, learned, compared: compared.length };
}
