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
  /** Core time from starting a process to its first message, in seconds. */
  readonly startSeconds: number;
  /** Core time that the first file of a process takes on top, since nothing is compiled yet; in seconds, 0 if absent. */
  readonly firstFileSeconds?: number;
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
  /** On an otherwise idle machine. */
  readonly computeSeconds: number;
  /** Share of that time in which it needs a core; in the rest it waits for something else. Absent: all of it. */
  readonly duty?: number;
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

/** What each of a number of computing tasks gets; shares of time. */
export interface CoreShare {
  /** 1 is a task that has the machine to itself. */
  readonly speed: number;
  readonly onCore: number;
  /** Ready to run, without a core. */
  readonly waiting: number;
}

/** `duty`: share of its time in which a task needs a core, on average over the tasks. */
export function coreShare(cores: CoreModel, tasks: number, duty = 1): CoreShare {
  if (tasks <= 0) return { speed: 0, onCore: 0, waiting: 0 };
  const share = cycleRate(cores.count, tasks, duty);
  return { speed: coreSpeed(cores, tasks, duty), onCore: duty * share, waiting: 1 - share };
}

/** Speed of each of `tasks` computing tasks; 1 is a task that has the machine to itself. */
export function coreSpeed(
  { count, contention, oversubscription }: CoreModel,
  tasks: number,
  duty = 1,
): number {
  if (tasks <= 0) return 0;
  const demand = duty * tasks;
  const busy = Math.min(demand, count);
  const share = cycleRate(count, tasks, duty);
  const crowded = 1 + oversubscription * Math.max(0, demand / count - 1);
  const law =
    contention === undefined
      ? 1
      : 1 + contention.sigma * Math.max(0, busy - 1) + contention.kappa * busy * Math.max(0, busy - 1);
  return share / (crowded * law);
}

/**
 * Each task alternates between a core and waiting for something else, for random times: the machine repairman model
 * (M/M/c/n; Kleinrock, Queueing Systems I, 3.8). Tasks that always need a core share the cores evenly.
 */
function cycleRate(cores: number, tasks: number, duty: number): number {
  if (duty >= 1) return Math.min(1, cores / tasks);
  let weight = 1;
  let all = 1;
  let served = 0;
  for (let onCore = 1; onCore <= tasks; onCore += 1) {
    const busy = Math.min(onCore, cores);
    weight *= ((tasks - onCore + 1) / (1 - duty)) * (duty / busy);
    all += weight;
    served += (weight * busy) / duty;
  }
  return served / all / tasks;
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
