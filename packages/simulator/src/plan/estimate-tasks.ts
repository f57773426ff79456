import { computeTimeModel, highWaterModel } from '@ballast/resource-model';
import { type Models, predictMemory } from '@ballast/scheduler';
import type { SimTask } from '../machine/sim-machine.ts';

/** The inputs of a batch, one entry per task. */
export interface TaskSizes {
  readonly sizes: Float64Array;
  /** The part of each size that memory depends on. */
  readonly footprints: Float64Array;
}

/** The estimated needs of the tasks of a batch. */
export interface TaskEstimates {
  /** Resident set of a worker that has no file, in bytes. */
  readonly base: number;
  readonly expected: (task: number) => SimTask;
  /** The upper ends of the models' predictions. */
  readonly upper: (task: number) => SimTask;
}

const LARGE = 1e12;

/**
 * Derives estimates from the models' predictions for each footprint. Both models are linear in `expected`, so two
 * predictions of each are enough for a million files.
 */
export function estimateTasks({ sizes, footprints }: TaskSizes, models: Models): TaskEstimates {
  const { memory, compute } = models;
  const base = highWaterModel.predict(memory, { size: 0 }).expected;
  const perByte = (highWaterModel.predict(memory, { size: LARGE }).expected - base) / LARGE;
  const least = computeTimeModel.predict(compute, { size: 0 }).expected;
  const timePerByte = (computeTimeModel.predict(compute, { size: LARGE }).expected - least) / LARGE;
  const task = (i: number, computeTime: number, growth: number): SimTask => {
    const size = sizes[i] ?? 0;
    return { bytes: size, loadWork: size, computeSeconds: computeTime / 1000, growth };
  };
  return {
    base,
    expected: (i) => {
      return task(i, least + timePerByte * (sizes[i] ?? 0), perByte * (footprints[i] ?? 0));
    },
    upper: (i) => {
      const size = sizes[i] ?? 0;
      const highWater = predictMemory(models, { size: footprints[i] ?? 0 }).upper;
      return task(i, computeTimeModel.predict(compute, { size }).upper, Math.max(0, highWater - base));
    },
  };
}
