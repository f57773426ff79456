import { type PlannedObject, planModel } from './model-plan.ts';
import { random } from './random.ts';

/** Position is the number that the container holds. */
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
] as const;
export type FaultKind = (typeof FAULTS)[number];

/** What all files of one `generate` share. */
export interface FileOptions {
  readonly seed: number;
  readonly float32: boolean;
  readonly memoryFactor: number;
  readonly computePasses: number;
  readonly fault: FaultKind;
  /** Milliseconds per MiB of `slow-load`. */
  readonly faultArgument: number;
  readonly samples: number | undefined;
}

/** Everything about one file but its bytes; enough to compute each series and its statistics without reading it. */
export interface FilePlan {
  readonly file: string;
  /** Wanted; the file is larger when its table and samples need more. */
  readonly size: number;
  readonly samples: number;
  readonly start: number;
  readonly step: number;
  readonly end: number;
  readonly plannedEnd: number;
  /** Lengths in seconds; stage 0 is the build-up and ends at time 0. */
  readonly stages: readonly number[];
  /** The last so many samples. */
  readonly latestWaveSamples: number;
  readonly sampleBytes: 4 | 8;
  readonly memoryFactor: number;
  readonly computePasses: number;
  readonly fault: FaultKind;
  readonly faultArgument: number;
  readonly warnings: readonly string[];
  readonly objects: readonly PlannedObject[];
}

/** A binary fraction: every sample time is exact. */
const STEP = 0.125;
const SERIES_IN_LOG = 20;
const SAMPLES_MAX = 107_520;

export function planFile(index: number, name: string, size: number, options: FileOptions): FilePlan {
  const sampleBytes = options.float32 ? 4 : 8;
  const samples = roundSamples(options.samples ?? size / 2 / (SERIES_IN_LOG * sampleBytes), options);
  const next = random(Math.imul(options.seed, 1_000_003) + index);
  const objects = planModel(next, samples);
  const buildUp = 16 * Math.floor(samples / 128);
  const start = -buildUp * STEP;
  const end = start + (samples - 1) * STEP;
  const early = options.fault === 'partial' || options.fault === 'unstable';
  const middle = Math.floor((samples - buildUp) / 2) * STEP;
  const plannedEnd = early ? end + Math.ceil(samples / 4) * STEP : end;
  return {
    file: name,
    size,
    samples,
    start,
    step: STEP,
    end,
    plannedEnd,
    // The stage after an early end begins one step past the last sample: it has not been started.
    stages: early
      ? [-start, middle, end + STEP - middle, plannedEnd - end - STEP]
      : [-start, middle, end - middle],
    latestWaveSamples: latestWave(objects),
    sampleBytes,
    memoryFactor: options.memoryFactor,
    computePasses: options.computePasses,
    fault: options.fault,
    faultArgument: options.faultArgument,
    warnings: options.fault === 'unstable' ? [`The simulation became unstable at ${end} s.`] : [],
    objects,
  };
}

/** Multiples with many divisors where there is room, so that cycles of several lengths fit a whole number of times. */
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
