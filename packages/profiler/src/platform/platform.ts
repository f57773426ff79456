import type { Bytes, Milliseconds, Usage } from '@ballast/resource-model';

/** What became of a change that was asked of the system. */
export type Applied = { readonly ok: true } | { readonly ok: false; readonly reason: string };

export interface CoreSource {
  readonly source: 'node' | 'affinity' | 'cgroup-v2-quota' | 'cgroup-v1-quota';
  /** Whole cores this source leaves to this process; null when it sets no bound. */
  readonly cores: number | null;
  readonly evidence: string;
}

export type MemorySource = 'cgroup-v2' | 'cgroup-v1' | 'node' | 'physical' | 'commit';

/** One figure about memory and where it was read; null when the source does not tell. */
export interface MemoryFigure {
  readonly source: MemorySource;
  readonly bytes: Bytes | null;
  readonly evidence: string;
}

/** One line of pressure stall information. */
export interface Stall {
  /** Share of the last 10 s in which tasks stalled, in percent (0 to 100). */
  readonly avg10: number;
  /** Time stalled since boot. */
  readonly total: Milliseconds;
}

/** `some`: at least one task stalled; `full`: all tasks that were not idle stalled at once. */
export interface StallPair {
  readonly some: Stall | null;
  readonly full: Stall | null;
}

export interface PressureSet {
  readonly memory: StallPair | null;
  readonly io: StallPair | null;
  readonly cpu: StallPair | null;
}

/** How hard the machine is pressed; every part is null where the system does not tell. */
export interface Pressure {
  /** Pressure of the whole machine (Linux). */
  readonly machine: PressureSet | null;
  /** Pressure of the control group this process is in (Linux, cgroup v2 below the root group). */
  readonly cgroup: PressureSet | null;
  /** Commit charge against its limit (Windows); `share` is charge / limit. */
  readonly commit: { readonly charge: Bytes; readonly limit: Bytes; readonly share: number } | null;
}

export interface Storage {
  /** `network`: reached through a file server; `memory`: kept in RAM. */
  readonly kind: 'rotational' | 'solid' | 'network' | 'memory' | 'unknown';
  /** The findings that led to `kind`, in the order they were made. */
  readonly evidence: readonly string[];
}

export interface NumaNode {
  readonly id: number;
  /** Logical CPU numbers, ascending. On Windows: processor group x 64 + bit. */
  readonly cpus: readonly number[];
  /** Installed memory of the node; null where the system does not tell. */
  readonly memory: Bytes | null;
}

/**
 * Measures processes from outside, by pid. A pid is bound to the process it had when first sampled: when that
 * process is gone the pid stays absent, even if the system gives its number to another process, until `forget`
 * is called (or the pid has not been asked for in 64 calls of `sample`).
 */
export interface UsageSampler {
  /** Why nothing can be measured on this system; null when it can. */
  readonly reason: string | null;
  /** Usage of those processes that are alive; a process that is gone is absent. */
  sample(pids: readonly number[], options?: { readonly highWater?: boolean }): Map<number, Usage>;
  forget(pid: number): void;
  /** Gives back all file descriptors and handles; the sampler may be used again afterwards. */
  close(): void;
}

/** Processes that the system ends when the owner of the job dies or closes it (Windows Job Object). */
export interface ProcessJob {
  assign(pid: number): Applied;
  /** Ends all processes of the job at once, without clean-up in them. */
  terminate(exitCode: number): Applied;
  /** Closes the job, which ends what is still in it (Windows then reports exit code 0 for those processes). */
  close(): void;
}

/** What shows that the system took memory for the cause: its own counter, as it stood when it was asked. */
export interface MemoryKill {
  readonly kind: 'cgroup-oom-kill' | 'job-object-limit';
  readonly counter: number;
}

/** A process and everything that it has started. */
export interface ProcessTree {
  /** `politely` asks where the system has a way of asking; `now` ends every process of the tree. */
  end(how: 'politely' | 'now'): void;
  /**
   * That the process ended for want of memory, to be asked once, right after it ended by itself; `signal` is what it
   * ended by. Null where nothing shows it.
   */
  proof(signal: string | null): MemoryKill | null;
  /** To be called when the process has ended: ends what is left of its tree. */
  close(): void;
}

/** Whether the system itself holds all trees together within a bound. */
export interface MemoryNet {
  readonly inForce: boolean;
  /** What holds them, or why nothing does. */
  readonly evidence: string;
}

/** The processes of this one, each a tree that ends as a whole and with this process. */
export interface ProcessTrees {
  readonly net: MemoryNet;
  /** To be called right after the process was started; it begins to count from then on. */
  adopt(pid: number): ProcessTree;
  /** Moves the bound of the net. */
  limit(memory: Bytes): void;
  /** To be called when every tree is closed. */
  close(): Promise<void>;
}

export interface ProcessTreesOptions {
  /** What all trees may hold together before the system steps in; null: no net. */
  readonly memory: Bytes | null;
}

/** What differs from system to system. */
export interface Platform {
  coreSources(): CoreSource[];
  memoryLimits(): MemoryFigure[];
  memoryInUse(): MemoryFigure[];
  pressure(): Pressure;
  storageKind(path: string): Storage;
  numaNodes(): NumaNode[];
  setAffinity(pid: number, cpus: readonly number[]): Applied;
  dieWithParent(parent: number): Applied;
  createProcessJob(): { readonly job: ProcessJob } | { readonly reason: string };
  createProcessTrees(options: ProcessTreesOptions): ProcessTrees;
  createUsageSampler(): UsageSampler;
}

export const OK: Applied = { ok: true };

export function refused(reason: string): Applied {
  return { ok: false, reason };
}

export const NO_PRESSURE: Pressure = { machine: null, cgroup: null, commit: null };
