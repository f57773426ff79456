import { type PlannedObject, planModel } from './model-plan.ts';
import { random } from './random.ts';

/** The index is the number in the container. */
export const FAULTS = [
  'none',
  'segfault-load',
  'segfault-history',
  'abort-load',
  'spin-load',
  'sleep-load',
  'kill-load',
  'slow-load',
  'unstable',
  'partial',
  'read-error',
  'abort-history',
  'spin-history',
  'sleep-history',
  'slow-history',
  'lose-seat',
] as const;
export type FaultKind = (typeof FAULTS)[number];

/** The index is the number in the file's first bytes. */
export const FILE_TYPES = ['data', 'static-state', 'simulation'] as const;
export type FileType = (typeof FILE_TYPES)[number];

/** Options shared by all files of one `generate` command. */
export interface FileOptions {
  readonly seed: number;
  readonly float32: boolean;
  readonly memoryFactor: number;
  readonly computePasses: number;
  readonly fault: FaultKind;
  /** Milliseconds per MiB for `slow-load`, per series for `slow-history`; result calls before `lose-seat`. */
  readonly faultArgument: number;
  readonly samples: number | undefined;
  /** The share of the planned time that `partial` and `unstable` files simulated. */
  readonly simulated: number | undefined;
  readonly rich: boolean;
  readonly lines: number;
  readonly notLogged: readonly string[];
  readonly type: FileType;
  /** As in the file's first bytes, e.g. `11.3c`. */
  readonly version: string;
  /** Read by the library only; the README lists them. */
  readonly switches: Readonly<Record<string, string>>;
}

/** Everything about one file except its bytes; enough to compute each series and its statistics without reading it. */
export interface FilePlan {
  readonly file: string;
  /** The requested size; the file is larger if its table and samples need more. */
  readonly size: number;
  readonly samples: number;
  readonly start: number;
  readonly step: number;
  readonly end: number;
  readonly plannedEnd: number;
  /** Lengths in seconds; stage 0 is the build-up and ends at time 0. */
  readonly stages: readonly number[];
  /** Number of samples at the end. */
  readonly latestWaveSamples: number;
  readonly sampleBytes: 4 | 8;
  readonly memoryFactor: number;
  readonly computePasses: number;
  readonly fault: FaultKind;
  readonly faultArgument: number;
  readonly fileType: number;
  readonly version: string;
  readonly switches: Readonly<Record<string, string>>;
  readonly warnings: readonly string[];
  readonly objects: readonly PlannedObject[];
}

/** A binary fraction: every sample time is exact. */
const STEP = 0.125;
const SERIES_IN_LOG = 20;
const SAMPLES_MAX = 107_520;

export interface FileRequest {
  readonly index: number;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
}

export function planFile({ index, name, size }: FileRequest, options: FileOptions): FilePlan {
  const sampleBytes = options.float32 ? 4 : 8;
  const samples = roundSamples(options.samples ?? size / 2 / (SERIES_IN_LOG * sampleBytes), options);
  const next = random(Math.imul(options.seed, 1_000_003) + index);
  const times = planTimes(samples, options);
  const { rich, lines, notLogged } = options;
  const objects = planModel(next, { samples, step: STEP, stages: times.stages, rich, lines, notLogged });
  return {
    file: name,
    size,
    samples,
    ...times,
    step: STEP,
    latestWaveSamples: latestWave(objects),
    sampleBytes,
    memoryFactor: options.memoryFactor,
    computePasses: options.computePasses,
    fault: options.fault,
    faultArgument: options.faultArgument,
    fileType: FILE_TYPES.indexOf(options.type),
    version: options.version,
    switches: options.switches,
    warnings: options.fault === 'unstable' ? [`The simulation became unstable at ${times.end} s.`] : [],
    objects,
  };
}

function planTimes(
  samples: number,
  options: FileOptions,
): Pick<FilePlan, 'start' | 'end' | 'plannedEnd' | 'stages'> {
  const buildUp = 16 * Math.floor(samples / 128);
  const start = -buildUp * STEP;
  const end = start + (samples - 1) * STEP;
  const middle = Math.floor((samples - buildUp) / 2) * STEP;
  if (options.fault !== 'partial' && options.fault !== 'unstable') {
    return { start, end, plannedEnd: end, stages: [-start, middle, end - middle] };
  }
  const missing = options.simulated === undefined ? samples / 4 : (samples - 1) * (1 / options.simulated - 1);
  const plannedEnd = end + Math.max(2, Math.ceil(missing)) * STEP;
  // The stage after an early end begins one step after the last sample, so it has not been started.
  const stages = [-start, middle, end + STEP - middle, plannedEnd - end - STEP];
  return { start, end, plannedEnd, stages };
}

/** Multiples with many divisors if possible, so that cycles of several lengths fit a whole number of times. */
function roundSamples(wanted: number, options: FileOptions): number {
  const exact = options.samples !== undefined;
  const most = exact ? wanted : Math.min(wanted, SAMPLES_MAX);
  const unit = most >= 960 ? 960 : most >= 64 ? 64 : 16;
  return Math.max(unit, (exact ? Math.ceil(most / unit) : Math.floor(most / unit)) * unit);
}

function latestWave(objects: readonly PlannedObject[]): number {
  for (const object of objects) {
    for (const { name, series } of object.variables) {
      if (name === 'Elevation' && 'cycle' in series) return series.cycle;
    }
  }
  throw new Error('the planned model has no wave elevation');
}
