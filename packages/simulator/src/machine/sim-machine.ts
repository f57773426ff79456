/** The total rate of all loads, by the number of active ones. */
export interface StorageModel {
  readonly kind: 'rotational' | 'network' | 'other';
  /** Increasing numbers of loads with their total bytes per second; linear between, constant beyond. */
  readonly curve: readonly (readonly [loads: number, bytesPerSecond: number])[];
  /** b1: maximum bytes per second of one load. */
  readonly perLoad: number;
  /** Seconds from opening a file to its first byte, during which the storage serves others. */
  readonly latency: number;
  /** Bytes that the storage could have read in the time it takes to find a file. */
  readonly seekBytes: number;
}

export interface CoreModel {
  readonly count: number;
  /** Universal scalability law for memory bandwidth: n tasks run at 1/(1 + sigma (n - 1) + kappa n (n - 1)) each. */
  readonly contention?: { readonly sigma: number; readonly kappa: number };
  /** Share of the speed lost with every further task per core. */
  readonly oversubscription: number;
}

export interface MemoryModel {
  /** Bytes. Above it the machine swaps; above `oomShare` times it the largest process is killed. */
  readonly physical: number;
  /** Bytes that a batch may use. */
  readonly budget: number;
  readonly oomShare: number;
  /** Factor by which everything is slower while the machine swaps. */
  readonly swapSlowdown: number;
}

export interface ProcessModel {
  /** Resident set of a worker that has no file, in bytes. */
  readonly base: number;
  /** Seconds from starting a process to its first message. */
  readonly startSeconds: number;
  /** Seconds from killing a process to its end. */
  readonly killSeconds: number;
  /** Share of a file's memory that a worker keeps afterwards, and the most of it in bytes. */
  readonly leftoverShare: number;
  readonly leftoverMost: number;
  /**
   * Memory that grows after loading does so within this share of the computing, but not faster than this many bytes per
   * second.
   */
  readonly rampShare: number;
  readonly rampRate: number;
}

export interface SimMachine {
  readonly name: string;
  readonly storage: StorageModel;
  readonly cores: CoreModel;
  readonly memory: MemoryModel;
  readonly process: ProcessModel;
  /** Infinity if no licence limits the batch. */
  readonly seats: number;
}

/** The true needs of one file. */
export interface SimTask {
  /** Size, which is all that the scheduler knows. */
  readonly bytes: number;
  /** Bytes that the storage moves for it; differs from `bytes` by finding the file and by the noise of its load time. */
  readonly loadWork: number;
  /** On one core of an otherwise idle machine. */
  readonly computeSeconds: number;
  /** Bytes above the worker's base at its high-water mark. */
  readonly growth: number;
}

/** Bytes per second of all loads together. */
export function totalRate({ curve, perLoad }: StorageModel, loads: number): number {
  if (loads <= 0) return 0;
  const above = curve.findIndex(([k]) => k >= loads);
  const last = curve[curve.length - 1];
  const [k1, r1] = (above < 0 ? last : curve[above]) ?? [1, perLoad];
  const [k0, r0] = (above < 0 ? last : curve[above - 1]) ?? [k1, r1];
  const rate = k1 === k0 ? r1 : r0 + ((r1 - r0) * (loads - k0)) / (k1 - k0);
  return Math.min(rate, perLoad * loads);
}

/** Speed of each of `count` computing tasks; 1 is a task that has the machine to itself. */
export function coreSpeed({ count, contention, oversubscription }: CoreModel, tasks: number): number {
  if (tasks <= 0) return 0;
  const busy = Math.min(tasks, count);
  const share = busy / tasks;
  const crowded = 1 + oversubscription * Math.max(0, tasks / count - 1);
  const law =
    contention === undefined ? 1 : 1 + contention.sigma * (busy - 1) + contention.kappa * busy * (busy - 1);
  return share / (crowded * law);
}

/** Maximum bytes per second of the storage. */
export function bestRate(storage: StorageModel): number {
  return Math.max(...storage.curve.map(([loads]) => totalRate(storage, loads)));
}

/** Seconds of computing within which the memory of a file grows; it already holds `held` bytes. */
export function rampSeconds(
  { rampShare, rampRate }: ProcessModel,
  task: SimTask | null | undefined,
  held: number,
): number {
  if (task === null || task === undefined) return 0;
  const { computeSeconds, growth } = task;
  const missing = Math.max(0, growth - held);
  return Math.min(computeSeconds, Math.max(rampShare * computeSeconds, missing / rampRate));
}
