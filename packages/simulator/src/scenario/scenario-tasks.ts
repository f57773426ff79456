import type { SimMachine, SimTask } from '../machine/sim-machine.ts';
import { type Random, seeded } from '../random.ts';

export type ScenarioKind = 'small' | 'mixed' | 'large' | 'bimodal';

const MB = 1e6;
/** No file needs more than this share of the budget. */
const LARGEST_SHARE = 0.8;
const OUTLIER_RATE = 0.02;

export interface Scenario {
  readonly kind: ScenarioKind;
  readonly tasks: readonly SimTask[];
  /** Bytes of memory per byte of file, without the noise: what a prior can know. */
  readonly gamma: number;
}

/** Seconds of computing per file: a constant part, and a part per gigabyte. */
interface ComputeLaw {
  readonly any: number;
  readonly perGigabyte: number;
}

/**
 * A batch of one kind. Sizes: small 5 to 60 MB, large 1 to 4 GB (both even in the logarithm), mixed log-normal about
 * 300 MB within 5 MB to 4 GB, bimodal one in ten 2 to 4 GB and the rest 10 to 80 MB. Per batch a memory factor of 1.5
 * to 3.5 and a computing rate drawn so that storage, cores or memory may bind; per file log-normal noise of 15 % on
 * memory and load time and 25 % on computing, and one outlier in fifty that needs 1.4 to 2.2 times the memory.
 */
export function scenarioTasks(
  kind: ScenarioKind,
  machine: SimMachine,
  { seed, count = countOf(kind, machine) }: { readonly seed: number; readonly count?: number },
): Scenario {
  const random = seeded(1000 * seed + 17 * kind.length + kind.charCodeAt(0));
  const gamma = random.between(1.5, 3.5);
  const law = { any: random.between(0.3, 1.2), perGigabyte: 5 * random.logNormal(0.7) };
  const most = LARGEST_SHARE * machine.memory.budget - machine.process.base;
  const { seekBytes } = machine.storage;
  const given = { random, gamma, law, most, seekBytes };
  const tasks = Array.from({ length: count }, () => task(sizeOf(kind, random), given));
  return { kind, tasks, gamma };
}

function countOf(kind: ScenarioKind, { cores }: SimMachine): number {
  const onMany = { small: 400, mixed: 240, large: 160, bimodal: 300 }[kind];
  return cores.count >= 32 ? onMany : Math.round(onMany / 2);
}

function sizeOf(kind: ScenarioKind, random: Random): number {
  switch (kind) {
    case 'small':
      return 5 * MB * 12 ** random.uniform();
    case 'large':
      return 1000 * MB * 4 ** random.uniform();
    case 'mixed':
      return Math.min(4000 * MB, Math.max(5 * MB, 300 * MB * random.logNormal(1.1)));
    case 'bimodal':
      return random.uniform() < 0.1 ? random.between(2000 * MB, 4000 * MB) : random.between(10 * MB, 80 * MB);
  }
}

interface Given {
  readonly random: Random;
  readonly gamma: number;
  readonly law: ComputeLaw;
  /** Maximum memory of one file, in bytes. */
  readonly most: number;
  readonly seekBytes: number;
}

function task(size: number, { random, gamma, law, most, seekBytes }: Given): SimTask {
  const bytes = Math.round(size);
  const outlier = random.uniform() < OUTLIER_RATE ? random.between(1.4, 2.2) : 1;
  return {
    bytes,
    loadWork: (seekBytes + bytes) * random.logNormal(0.15),
    computeSeconds: (law.any + (law.perGigabyte * bytes) / 1e9) * random.logNormal(0.25),
    growth: Math.min(most, gamma * bytes * random.logNormal(0.15) * outlier),
  };
}
