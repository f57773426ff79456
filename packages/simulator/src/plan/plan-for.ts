import { bytes } from '@ballast/resource-model';
import type { SchedulerConfig } from '@ballast/scheduler';
import type { SimulationResult } from '../drive/result.ts';
import { simulate } from '../drive/simulate.ts';
import type { SimMachine, SimTask } from '../machine/sim-machine.ts';
import {
  type Binding,
  type Bound,
  type BoundsFound,
  mostAllowed,
  planBounds,
  planBoundsOfMany,
} from './bounds.ts';
import { estimateTasks, type TaskSizes } from './estimate-tasks.ts';
import { simulatedMachine } from './known-machine.ts';
import { BOUNDED, type SampleSize, SIMULATED, sampleTasks } from './sample.ts';

/** Everything besides the files that is needed to predict a batch. Nothing in it is measured while planning. */
export interface PlanConditions {
  /** Of how many files all are simulated, and how many represent more; default 5000 and 1500. */
  readonly sample?: SampleSize;
  /** The configuration of the batch's scheduler, with what has been learned. */
  readonly config: SchedulerConfig;
  readonly physicalMemory: number;
  /** Seconds from starting a worker to its first message. */
  readonly startSeconds: number;
}

/** The expected course of a batch. */
export interface Prediction {
  /**
   * Seconds: with the models' expected values, and that in proportion to the lower bounds with their upper ends. How far such
   * predictions were off before is not in it.
   */
  readonly makespan: { readonly expected: number; readonly upper: number };
  readonly bounds: readonly Bound[];
  /** Seconds: the largest bound, plus the start of the first worker. */
  readonly lowerBound: number;
  readonly binds: Binding;
  /** The high-water mark of all workers together, as a share of the budget. */
  readonly highWaterShare: number;
  readonly oomKills: number;
  readonly mostInFlight: number;
  /** Worker processes that are started. */
  readonly workers: number;
  /** Processor time that they take to start, in seconds. */
  readonly startedSeconds: number;
  /** What cores and storage delivered, as a share of what they could have delivered until the end. */
  readonly utilisation: SimulationResult['utilisation'];
  /** Tasks that were simulated. */
  readonly simulated: number;
}

/** Measurements and reports that follow each other sooner than this share of the time that has passed change no plan. */
const LEAST_SHARE = 1 / 400;

/**
 * Predicts a batch of files of these sizes: the scheduler's own decisions on a simulated machine. If there are too many
 * files, a sample is simulated and its makespan scaled by the ratio of the lower bounds of all files and of
 * the sample. Deterministic; a million files take seconds.
 */
export function planFor(files: TaskSizes, conditions: PlanConditions): Prediction {
  const { config, startSeconds, physicalMemory, sample: ofMany = SIMULATED } = conditions;
  const estimates = estimateTasks(files, config.models);
  const machine = simulatedMachine(config, { base: estimates.base, physicalMemory, startSeconds });
  const { indices, stands } = sampleTasks(files.sizes, ofMany);
  const sample = Array.from(indices, estimates.expected);
  const on = { machine, config, limit: mostAllowed(config, files) };
  const ofSample = planBounds(sample, on);
  const all = stands === 1 ? ofSample : ofEverything();
  const scale = stands === 1 || ofSample.seconds === 0 ? 1 : all.seconds / ofSample.seconds;
  const footprints = Float64Array.from(indices, (i) => files.footprints[i] ?? 0);
  const expected = simulated(sample, { machine, config, footprints });
  const slower = planBounds(Array.from(indices, estimates.upper), on).seconds / (ofSample.seconds || 1);
  const { makespan, highWaterShare, oomKills, processes, utilisation } = expected.result;
  const { bounds, seconds: lowerBound } = notBroken(all, { makespan: makespan * scale, startSeconds });
  return {
    makespan: { expected: makespan * scale, upper: makespan * scale * Math.max(1, slower) },
    bounds,
    lowerBound,
    binds: bounds[0]?.resource ?? 'task',
    highWaterShare,
    oomKills,
    mostInFlight: expected.mostInFlight,
    workers: processes,
    startedSeconds: processes * startSeconds,
    utilisation,
    simulated: sample.length,
  };

  function ofEverything(): BoundsFound {
    const many = sampleTasks(files.sizes, BOUNDED);
    const tasks = Array.from(many.indices, estimates.expected);
    const largest = estimates.expected(
      files.sizes.reduce((best, size, i, all) => (size > (all[best] ?? 0) ? i : best), 0),
    );
    return planBoundsOfMany({ tasks, stands: many.stands, largest }, on, { tasks: sample, stands });
  }
}

const ROUNDING = 1e-9;

/**
 * The bounds that the simulated batch kept. Some assume that a task keeps its core to the end; tasks that share cores for a while
 * may break those by a little.
 */
function notBroken(
  { bounds, seconds }: BoundsFound,
  { makespan, startSeconds }: { readonly makespan: number; readonly startSeconds: number },
): BoundsFound {
  if (seconds <= makespan * (1 + ROUNDING)) return { bounds, seconds };
  const kept = bounds.filter((bound) => bound.seconds + startSeconds <= makespan);
  return { bounds: kept, seconds: kept.length === 0 ? 0 : (kept[0]?.seconds ?? 0) + startSeconds };
}

interface Run {
  readonly result: SimulationResult;
  readonly mostInFlight: number;
}

interface RunOn {
  readonly machine: SimMachine;
  readonly config: SchedulerConfig;
  readonly footprints: Float64Array;
}

function simulated(tasks: readonly SimTask[], { machine, config, footprints }: RunOn): Run {
  const { memory } = config.models;
  let mostInFlight = 0;
  const result = simulate({
    tasks,
    machine,
    policy: config.policy,
    prior: { overhead: bytes(memory.base), gamma: memory.gamma },
    growth: config.memoryGrowth,
    // The plan reports tasks that take too long; it does not stop them.
    config: { ...config, timeout: null },
    // The scheduler takes ownership of the array.
    footprints: footprints.slice(),
    leastShare: LEAST_SHARE,
    watch: ({ tasks: { active } }) => {
      if (active.size > mostInFlight) mostInFlight = active.size;
    },
  });
  return { result, mostInFlight };
}
