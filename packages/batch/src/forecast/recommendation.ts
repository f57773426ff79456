import {
  type Bytes,
  bytes,
  DIGITALMODEL_SIZE_TABLE,
  formatBytes,
  MIB,
  memoryEstimator,
  OPPNDA,
  optimalWorkers,
  sizeTable,
  workersReasonText,
} from '@ballast/resource-model';
import { countText } from '@ballast/text';

/** What the recommendation is made from, all in bytes. */
export interface ProfileInputs {
  /** Of each file, at least one, the part of its size that its memory depends on. */
  readonly footprints: readonly number[];
  readonly mean: number;
  readonly total: number;
  readonly largest: number;
  readonly machine: {
    /** What a batch with the default share of memory may hold. */
    readonly budget: Bytes;
    readonly cores: number;
    readonly storage: 'rotational' | 'solid' | 'network' | 'memory' | 'unknown';
  };
}

export interface PolicyChoice {
  readonly policy: 'adaptive' | 'size-table' | 'oppnda';
  /** Null where no number is chosen beforehand. */
  readonly workers: number | null;
  /** Sentences without a full stop. */
  readonly reasons: readonly string[];
}

export interface Recommendation {
  /** What will likely hold a batch of these files back on this machine. */
  readonly binds: 'files' | 'memory' | 'storage' | 'cores';
  readonly because: string;
  /** The files that do not fit in memory one at a time. */
  readonly tooLarge: number;
  readonly policies: readonly PolicyChoice[];
}

/** Before any file has been read: 3 bytes of memory for a byte of file, and 90 MiB for the process. */
const ASSUMED = { gamma: 3, overhead: 90 * MIB } as const;
/** A share of all bytes in one file from which on that file alone decides how long the batch takes. */
const DOMINANT = 0.5;

export function recommend(inputs: ProfileInputs): Recommendation {
  const { footprints, machine } = inputs;
  const needs = memoryEstimator(ASSUMED);
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
  const together = memoryEstimator(ASSUMED).ofBatch(footprints, machine.cores);
  if (together > machine.budget) {
    const what = machine.cores === 1 ? 'the largest file' : `the ${machine.cores} largest files together`;
    const because =
      `${what} may need ${formatBytes(together)} of the ${formatBytes(machine.budget)} that a batch may hold ` +
      '(3 bytes of memory for a byte of file is assumed until files have been read)';
    return { binds: 'memory', because };
  }
  if (machine.storage === 'rotational' || machine.storage === 'network') {
    const kind = machine.storage === 'rotational' ? 'a rotating disk' : 'a network share';
    return { binds: 'storage', because: `the files are on ${kind}, which few readers saturate` };
  }
  const storage =
    machine.storage === 'unknown'
      ? 'whether the storage keeps up is not known (its kind is not)'
      : 'the storage serves many readers at once';
  return { binds: 'cores', because: `as many files as there are cores fit in memory, and ${storage}` };
}

function adaptive(): PolicyChoice {
  const reason =
    'needs no number: memory, loads and cores each have a budget, and what is measured sets them';
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

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
