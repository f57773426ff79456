import { type FileProfile, memoryLimit, profileFiles } from '@ballast/profiler';
import type { HeaderMemory } from '@ballast/scheduler';
import { planFor, storageCurve, type TaskSizes } from '@ballast/simulator';
import type { Input } from '../inputs/list.ts';
import { type MakespanPrediction, predictMakespan } from '../learned/predict-makespan.ts';
import type { CheckedBatch } from '../prepare/checked-batch.ts';
import { footprintsOf, heldBySize } from '../prepare/reader-traits.ts';
import { type BatchResources, batchResources } from '../prepare/resources.ts';
import type { Known } from './known.ts';
import { policyReasons } from './reasons.ts';
import { type ClassPlan, classPlans } from './size-classes.ts';

/** What is planned: the batch with one combination of settings. */
export interface Planned {
  readonly checked: CheckedBatch;
  readonly inputs: readonly Input[];
  /** What is known about the memory of each input. */
  readonly planned: HeaderMemory;
  readonly known: Known;
  /** Seconds from starting a worker to its first message. */
  readonly startSeconds: number;
}

/** Everything that `ballast plan` reports about a batch with its present settings. */
export interface Plan {
  readonly batch: string;
  readonly reader: string;
  readonly profile: FileProfile;
  /** Inputs that certainly cannot be read. */
  readonly unreadable: number;
  readonly known: Known;
  /** Number of files that the memory and the computing time were learned from; 0 if the reader's prior is used. */
  readonly learnedFrom: { readonly memory: number; readonly compute: number };
  readonly knowsStorage: boolean;
  readonly classes: readonly ClassPlan[];
  readonly prediction: MakespanPrediction;
  readonly reasons: readonly string[];
}

/** The plan of a batch; nothing is written, no reader's library is loaded, no licence is taken. */
export function planBatch(planned: Planned): Plan {
  const { checked, inputs, known } = planned;
  const { batch } = checked;
  const { config, budgetSource } = resourcesOf(planned);
  const files = taskSizes(planned);
  const profile = profileFiles(files.sizes);
  if (profile === null) throw new Error('defect: a list of inputs is never empty');
  const { models } = config;
  const share =
    sum(files.footprints) / Math.max(1, sum(files.sizes.map((size) => heldBySize(batch.reader, size))));
  const ofReader = (size: number): number => share * heldBySize(batch.reader, size);
  const classes = classPlans(profile.classes, models, ofReader);
  const [largest] = classPlans([{ from: 0, to: null, count: 1, total: profile.max }], models, ofReader);
  return {
    batch: batch.name,
    reader: batch.reader,
    profile,
    unreadable: inputs.length - files.sizes.length,
    known,
    learnedFrom: { memory: models.memory.count, compute: models.compute.count },
    knowsStorage: storageCurve(models) !== null,
    classes,
    prediction: predictBatch(planned),
    reasons: policyReasons({ config, files, budgetSource, longest: largest?.compute.expected ?? 0 }),
  };
}

/** The makespan and what limits it: what a row of the what-if table needs. */
export function predictBatch(planned: Planned): MakespanPrediction {
  const { config } = resourcesOf(planned);
  const conditions = { config, physicalMemory: memoryLimit().bytes, startSeconds: planned.startSeconds };
  return predictMakespan(planFor(taskSizes(planned), conditions), config, planned.known);
}

function resourcesOf({ checked: { batch, inputDirectory }, known: { models } }: Planned): BatchResources {
  return batchResources(batch, { inputDirectory, models });
}

function taskSizes({ inputs, planned, checked }: Planned): TaskSizes {
  const numbers = inputs.flatMap(({ refused }, number) => (refused === null ? [number] : []));
  const counted = numbers.length === 0 ? inputs.map((_, number) => number) : numbers;
  const sizes = Float64Array.from(counted, (number) => inputs[number]?.size ?? 0);
  const held = Float64Array.from(counted, (number) => planned.held[number] ?? 0);
  const arrays = Float64Array.from(counted, (number) => planned.arrays[number] ?? 0);
  return { sizes, footprints: footprintsOf(checked.batch.reader, { held, arrays }) };
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
