import { bytes } from '@ballast/resource-model';
import { simulate } from '../drive/simulate.ts';
import { machinePreset } from '../machine/presets.ts';
import type { SimMachine, SimTask } from '../machine/sim-machine.ts';
import { EAGER_START } from './policies.ts';

/** One published measurement and the corresponding result of the model. */
export interface PublishedCase {
  readonly files: string;
  readonly workers: number;
  /** Seconds, as published and as simulated. */
  readonly published: number;
  readonly simulated: number;
  /** Seconds of the adaptive policy on the same files. */
  readonly adaptive: number;
}

interface PublishedBatch {
  readonly files: string;
  readonly sizes: readonly number[];
  /** Seconds of computing: a constant part per file, and a part per gigabyte. */
  readonly compute: { readonly any: number; readonly perGigabyte: number };
  readonly measured: readonly (readonly [workers: number, seconds: number])[];
}

/** Bytes of memory per byte of file; memory does not bind in either case. */
const GAMMA = 2;

/**
 * The parameters of A in T = A + 0.189 s x workers. Two files: the larger one decides; it is loaded at the rate of the
 * NVMe preset (2.8 s) and then computes 3.5 s per gigabyte. Four files: they take no time to load, and 15.3 s each
 * whatever their size.
 */
const BATCHES: readonly PublishedBatch[] = [
  {
    files: '3.3 and 1.5 GB',
    sizes: [3.3e9, 1.5e9],
    compute: { any: 0, perGigabyte: 3.5 },
    measured: [
      [30, 20.08],
      [15, 17.08],
    ],
  },
  {
    files: '4 of 42 MB',
    sizes: [42e6, 42e6, 42e6, 42e6],
    compute: { any: 15.32, perGigabyte: 0 },
    measured: [
      [30, 20.95],
      [15, 18.29],
    ],
  },
];

/** The four published makespans simulated with eager start-up, and the makespan with workers on demand. */
export function publishedBaseline(): readonly PublishedCase[] {
  const preset = machinePreset('nvme', '64c256g');
  const machine: SimMachine = {
    ...preset,
    process: { ...preset.process, startSeconds: EAGER_START, firstFileSeconds: 0 },
  };
  return BATCHES.flatMap(({ files, sizes, compute, measured }) => {
    const tasks = sizes.map((size) => taskOf(size, compute));
    const same = {
      tasks,
      machine,
      prior: { overhead: bytes(machine.process.base), gamma: GAMMA },
      growth: 'after-loading',
    } as const;
    const adaptive = simulate({ ...same, policy: { kind: 'adaptive' } }).makespan;
    return measured.map(([workers, published]) => {
      const eager = { workers, secondsEach: EAGER_START };
      const simulated = simulate({ ...same, policy: { kind: 'fixed', workers }, eager }).makespan;
      return { files, workers, published, simulated, adaptive };
    });
  });
}

function taskOf(size: number, { any, perGigabyte }: PublishedBatch['compute']): SimTask {
  return {
    bytes: size,
    loadWork: size,
    computeSeconds: any + (perGigabyte * size) / 1e9,
    growth: GAMMA * size,
  };
}
