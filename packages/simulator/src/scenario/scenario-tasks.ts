import type { SimMachine, SimTask } from '../machine/sim-machine.ts';
import { type Random, seeded } from '../random.ts';

/** Files whose needs follow from their size but for a little noise. */
const PLAIN = ['small', 'mixed', 'large', 'bimodal'] as const;
/** Batches that are hard to schedule, each for another reason. */
export const HARD = ['noisymem', 'duty', 'straggler', 'blocks', 'few'] as const;

export type ScenarioKind = (typeof PLAIN)[number] | (typeof HARD)[number];

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
 *
 * Hard kinds have the sizes of mixed files unless said otherwise. noisymem: memory scatters by 40 %, and one file in
 * twenty needs 1.8 to 3 times as much. duty: computing needs a core for 45 to 85 % of its time. straggler: one file, not
 * the largest, computes as long as a fifth of all others on all cores. blocks: four groups of equal files, 100 MB to 2 GB,
 * each with its own memory factor. few: large files, at most as many as cores.
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
  const duty = kind === 'duty' ? random.between(0.45, 0.85) : 1;
  const given = { random, gamma, law, most, seekBytes, duty, noise: NOISE[kind] ?? PLAIN_NOISE };
  if (kind === 'blocks') return { kind, tasks: blocks(count, given), gamma };
  const tasks = Array.from({ length: count }, () => task(sizeOf(kind, random), given));
  return { kind, tasks: kind === 'straggler' ? withStraggler(tasks, machine, random) : tasks, gamma };
}

/** Makes one file compute as long as a fifth of all others take on all cores. */
function withStraggler(tasks: readonly SimTask[], { cores }: SimMachine, random: Random): SimTask[] {
  const all = tasks.reduce((sum, { computeSeconds }) => sum + computeSeconds, 0);
  const slow = Math.floor(tasks.length * random.uniform());
  return tasks.map((one, i) =>
    i === slow ? { ...one, computeSeconds: (5 * all) / (20 * cores.count) + one.computeSeconds } : one,
  );
}

const BLOCKS = 4;

function blocks(count: number, given: Given): SimTask[] {
  const { random } = given;
  return Array.from({ length: BLOCKS }, () => {
    const size = 100 * MB * 20 ** random.uniform();
    const own = { ...given, gamma: given.gamma * random.between(0.4, 1.6) };
    return Array.from({ length: Math.ceil(count / BLOCKS) }, () => task(size, own));
  }).flat();
}

const COUNTS = { small: 400, mixed: 240, large: 160, bimodal: 300 } as Readonly<
  Partial<Record<ScenarioKind, number>> & { mixed: number }
>;

function countOf(kind: ScenarioKind, { cores }: SimMachine): number {
  const onMany = COUNTS[kind] ?? COUNTS.mixed;
  if (kind === 'few') return cores.count >= 32 ? 24 : 6;
  return cores.count >= 32 ? onMany : Math.round(onMany / 2);
}

function sizeOf(kind: ScenarioKind, random: Random): number {
  switch (kind) {
    case 'small':
      return 5 * MB * 12 ** random.uniform();
    case 'large':
      return 1000 * MB * 4 ** random.uniform();
    case 'few':
      return random.between(500 * MB, 4000 * MB);
    case 'bimodal':
      return random.uniform() < 0.1 ? random.between(2000 * MB, 4000 * MB) : random.between(10 * MB, 80 * MB);
    default:
      return Math.min(4000 * MB, Math.max(5 * MB, 300 * MB * random.logNormal(1.1)));
  }
}

interface Given {
  readonly random: Random;
  readonly gamma: number;
  readonly law: ComputeLaw;
  /** Maximum memory of one file, in bytes. */
  readonly most: number;
  readonly seekBytes: number;
  readonly duty: number;
  readonly noise: MemoryNoise;
}

/** How the memory of a file differs from size x factor. */
interface MemoryNoise {
  readonly sigma: number;
  /** Share of the files that need between `least` and `most` times as much. */
  readonly outliers: number;
  readonly least: number;
  readonly most: number;
}

const PLAIN_NOISE: MemoryNoise = { sigma: 0.15, outliers: OUTLIER_RATE, least: 1.4, most: 2.2 };
const NOISE: Readonly<Partial<Record<ScenarioKind, MemoryNoise>>> = {
  noisymem: { sigma: 0.4, outliers: 0.05, least: 1.8, most: 3 },
};

function task(size: number, { random, gamma, law, most, seekBytes, duty, noise }: Given): SimTask {
  const bytes = Math.round(size);
  const outlier = random.uniform() < noise.outliers ? random.between(noise.least, noise.most) : 1;
  return {
    ...(duty === 1 ? {} : { duty }),
    bytes,
    loadWork: (seekBytes + bytes) * random.logNormal(0.15),
    computeSeconds: (law.any + (law.perGigabyte * bytes) / 1e9) * random.logNormal(0.25),
    growth: Math.min(most, gamma * bytes * random.logNormal(noise.sigma) * outlier),
  };
}
