import { computeTimeModel, highWaterModel } from '@ballast/resource-model';
import { type Models, predictMemory } from '@ballast/scheduler';
import type { SimTask } from '../machine/sim-machine.ts';
import { FROM_MEMORY, usualLoad } from './known-machine.ts';

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
 * Bytes that the storage moves before a file of this size can be computed. That is its size, unless loads of such files were
 * shorter: a reader that streams a file loads little of it, and a rate learned from files of some kilobytes says nothing
 * about one of a gigabyte. If the storage never bound a batch, a load takes as long as loads took.
 */
function loadWorkBy({ loadRate, loadTime }: Models): (size: number) => number {
  if (loadTime.count === 0) return (size) => size;
  const least = computeTimeModel.predict(loadTime, { size: 0 }).expected;
  const perByte = (computeTimeModel.predict(loadTime, { size: LARGE }).expected - least) / LARGE;
  const each = usualLoad({ loadRate });
  const moved = (size: number): number => ((least + perByte * size) / 1000) * (each ?? FROM_MEMORY);
  return each === null ? moved : (size) => Math.min(size, moved(size));
}

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
  const loadWork = loadWorkBy(models);
  const task = (i: number, computeTime: number, growth: number): SimTask => {
    const size = sizes[i] ?? 0;
    return { bytes: size, loadWork: loadWork(size), computeSeconds: computeTime / 1000, growth };
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
