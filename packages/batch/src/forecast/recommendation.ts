import {
  type Bytes,
  bytes,
  DIGITALMODEL_SIZE_TABLE,
  formatBytes,
  memoryEstimator,
  OPPNDA,
  optimalWorkers,
  sizeTable,
  workersReasonText,
} from '@ballast/resource-model';
import { countText, percent } from '@ballast/text';
import { CAUTIOUS_PRIOR } from '../prepare/reader-traits.ts';

/** What the recommendation is based on, all in bytes. */
export interface ProfileInputs {
  /** For each file, at least one, the part of its size that its memory depends on. */
  readonly footprints: readonly number[];
  readonly mean: number;
  readonly total: number;
  readonly largest: number;
  readonly machine: {
    /** Memory that a batch with the default share may use. */
    readonly budget: Bytes;
    readonly cores: number;
    readonly storage: 'rotational' | 'solid' | 'network' | 'memory' | 'unknown';
  };
}

export interface PolicyChoice {
  readonly policy: 'adaptive' | 'size-table' | 'oppnda';
  /** Null if no number is chosen in advance. */
  readonly workers: number | null;
  /** Sentences without a full stop. */
  readonly reasons: readonly string[];
}

export interface Recommendation {
  /** What will probably limit a batch of these files on this machine. */
  readonly binds: 'files' | 'memory' | 'storage' | 'cores';
  readonly because: string;
  /** The number of files that do not fit in memory even alone. */
  readonly tooLarge: number;
  readonly policies: readonly PolicyChoice[];
}

/** A file with more than this share of all bytes decides alone how long the batch takes. */
const DOMINANT = 0.5;

export function recommend(inputs: ProfileInputs): Recommendation {
  const { footprints, machine } = inputs;
  const needs = memoryEstimator(CAUTIOUS_PRIOR);
  const tooLarge = footprints.reduce((n, size) => n + (needs.ofFile(size) > machine.budget ? 1 : 0), 0);
  return { ...binding(inputs), tooLarge, policies: [adaptive(), bySizeTable(inputs), byOppnda(inputs)] };
}

function binding(inputs: ProfileInputs): Pick<Recommendation, 'binds' | 'because'> {
  const { footprints, total, largest, machine } = inputs;
  const files = footprints.length;
  if (files < machine.cores) {
    const because = `there are ${countText(files, 'file')} for ${countText(machine.cores, 'core')}`;
    return { binds: 'files', because };
  }
  if (files > 1 && largest > DOMINANT * total) {
    const because = `the largest file has ${percent(largest / total)} of all bytes: nothing else takes as long`;
    return { binds: 'files', because };
  }
  const together = memoryEstimator(CAUTIOUS_PRIOR).ofBatch(footprints, machine.cores);
  if (together > machine.budget) {
    const what = machine.cores === 1 ? 'the largest file' : `the ${machine.cores} largest files together`;
    const because =
      `${what} may need ${formatBytes(together)} of the ${formatBytes(machine.budget)} that a batch may use ` +
      `(${CAUTIOUS_PRIOR.gamma} bytes of memory per byte of file are assumed until files have been read)`;
    return { binds: 'memory', because };
  }
  if (machine.storage === 'rotational' || machine.storage === 'network') {
    const kind = machine.storage === 'rotational' ? 'a rotating disk' : 'a network share';
    return { binds: 'storage', because: `the files are on ${kind}, which few readers saturate` };
  }
  const storage =
    machine.storage === 'unknown'
      ? 'the kind of storage is not known, so it may or may not keep up'
      : 'the storage serves many readers at once';
  return { binds: 'cores', because: `as many files as there are cores fit in memory, and ${storage}` };
}

function adaptive(): PolicyChoice {
  const reason =
    'needs no number: memory, loads and cores each have a budget, which follows what is measured';
  return { policy: 'adaptive', workers: null, reasons: [reason] };
}

function bySizeTable({ mean }: ProfileInputs): PolicyChoice {
  const workers = sizeTable(mean, DIGITALMODEL_SIZE_TABLE);
  const row = DIGITALMODEL_SIZE_TABLE.find(({ below }) => below === null || mean < below);
  const limit = row?.below ?? null;
  const side = limit === null ? 'not below 1000 MB' : `below ${limit / 1e6} MB`;
  return {
    policy: 'size-table',
    workers,
    reasons: [`the mean size of ${(mean / 1e6).toFixed(mean < 1e7 ? 2 : 0)} MB is ${side}`],
  };
}

function byOppnda({ footprints, machine }: ProfileInputs): PolicyChoice {
  const { workers, reasons } = optimalWorkers(footprints, { ram: machine.budget });
  const budget = bytes(Math.floor(OPPNDA.eta * machine.budget));
  const share = `it plans with ${percent(OPPNDA.eta)} of the budget, ${formatBytes(budget)}`;
  return { policy: 'oppnda', workers, reasons: [...reasons.map(workersReasonText), share] };
}
