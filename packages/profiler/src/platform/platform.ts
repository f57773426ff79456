import type { Bytes, Milliseconds, Usage } from '@ballast/resource-model';

/** Outcome of a change that the system was asked to make. */
export type Applied = { readonly ok: true } | { readonly ok: false; readonly reason: string };

export interface CoreSource {
  readonly source: 'node' | 'affinity' | 'cgroup-v2-quota' | 'cgroup-v1-quota';
  /** Whole cores that this source leaves to this process; null if it sets no limit. */
  readonly cores: number | null;
  readonly evidence: string;
}

export type MemorySource = 'cgroup-v2' | 'cgroup-v1' | 'node' | 'physical' | 'commit';

/** One figure about memory and its origin; null if the source does not report it. */
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

/** Pressure on the machine; each part is null if the system does not report it. */
export interface Pressure {
  /** Pressure of the whole machine (Linux). */
  readonly machine: PressureSet | null;
  /** Pressure of the control group of this process (Linux, cgroup v2 below the root group). */
  readonly cgroup: PressureSet | null;
  /** Commit charge and its limit (Windows); `share` is charge / limit. */
  readonly commit: { readonly charge: Bytes; readonly limit: Bytes; readonly share: number } | null;
}

export interface Storage {
  /** `network`: reached through a file server; `memory`: kept in RAM. */
  readonly kind: 'rotational' | 'solid' | 'network' | 'memory' | 'unknown';
  /** The findings that led to `kind`, in order. */
  readonly evidence: readonly string[];
}

export interface NumaNode {
  readonly id: number;
  /** Logical CPU numbers, ascending. On Windows: processor group x 64 + bit. */
  readonly cpus: readonly number[];
  /** Installed memory of the node; null if the system does not report it. */
  readonly memory: Bytes | null;
}

/**
 * Measures processes from outside, by pid. A pid is bound to the process that it had when first sampled: once that
 * process has ended the pid stays absent, even if the system reuses the number, until `forget` is called or 64 calls of
 * `sample` have not asked for it.
 */
export interface UsageSampler {
  /** Why this system cannot measure processes; null if it can. */
  readonly reason: string | null;
  /** Usage of the processes that are alive; a process that has ended is absent. */
  sample(pids: readonly number[], options?: { readonly highWater?: boolean }): Map<number, Usage>;
  forget(pid: number): void;
  /** Releases all file descriptors and handles; the sampler can be used again afterwards. */
  close(): void;
}

/** What a sampler counts with each process. */
export interface SamplerOptions {
  /** The processes below one, which count together with it; if absent, each process counts alone. */
  readonly below?: (pid: number) => readonly number[];
}

/** Milliseconds for which the main thread of this process has been ready to run while no core was free. */
export type CoreWait = () => number;

/** The largest resident set of this process since the last reset. */
export interface HighWaterMark {
  reset(): void;
  /** Bytes since `reset`; null if the system does not report this span. */
  read(): number | null;
}

/** Core time in milliseconds in which the cores of the machine had nothing to do since the previous call; null if unknown. */
export type IdleMeter = () => number | null;

/** The largest resident sets since `begin`, in bytes, and what else was measured since then. */
export interface TreeHighWater {
  /** Of everything that this process has started, together. */
  readonly below: number;
  /** The same with this process. */
  readonly all: number;
  /** Core time that all of them have used, in milliseconds. */
  readonly cpuTime: number;
}

/** Measures this process together with everything that it starts. */
export interface TreeMark {
  begin(): void;
  /** Null if nothing was measured: the time was too short, or the system does not show it. */
  end(): TreeHighWater | null;
  /** Resident set of all of them now, in bytes. */
  resident(): number;
}

/** Processes that the system ends when the owner of the job dies or closes it (Windows Job Object). */
export interface ProcessJob {
  assign(pid: number): Applied;
  /** Ends all processes of the job at once; they cannot clean up. */
  terminate(exitCode: number): Applied;
  /** Closes the job, which ends its remaining processes (Windows then reports exit code 0 for them). */
  close(): void;
}

/** Proof that the system ended a process because memory ran out: the value of its own counter. */
export interface MemoryKill {
  readonly kind: 'cgroup-oom-kill' | 'job-object-limit';
  readonly counter: number;
}

/** A process and everything that it has started. */
export interface ProcessTree {
  /** Settles once all memory counts that the process takes from then on, or cannot be counted; absent if it counts at once, or never. */
  readonly contained?: Promise<void>;
  /** `politely` requests the end, on systems that can; `now` ends every process of the tree. */
  end(how: 'politely' | 'now'): void;
  /**
   * Proof that memory ran out, or null if there is none. Call it once, right after the process ended by itself; `signal`
   * is the signal that ended it.
   */
  proof(signal: string | null): MemoryKill | null;
  /** Ends the rest of the tree. Call it when the process has ended. */
  close(): void;
}

/** Whether the system enforces a hard limit on the memory of all trees together. */
export interface MemoryNet {
  readonly inForce: boolean;
  /** What enforces the limit, or why nothing does. */
  readonly evidence: string;
}

/** The child processes of this one, each a tree that ends as a whole and with this process. */
export interface ProcessTrees {
  readonly net: MemoryNet;
  /** What belongs into the environment of a process before it is started: what it starts is found by that, even if it ends at once. */
  variables(): Readonly<Record<string, string>>;
  /** Call it right after the process was started: it counts from then on. */
  adopt(pid: number): ProcessTree;
  /** The processes that one of them has started and that are still there, at any depth; empty if the system does not show them. */
  below(pid: number): readonly number[];
  /** Changes the hard limit. */
  limit(memory: Bytes): void;
  /** Call it when every tree is closed. */
  close(): Promise<void>;
}

export interface ProcessTreesOptions {
  /** Hard limit on the memory of all trees together; null for none. */
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
  coreWait(): CoreWait;
  idleMeter(): IdleMeter;
  highWaterMark(): HighWaterMark;
  /** Asks the system to drop the cached pages of a file; false if it could not be asked. */
  dropFromCache(file: string): boolean;
  /** Bytes that this process, with all its threads, has fetched from storage so far; null if unknown. */
  bytesFetched(): number | null;
  setAffinity(pid: number, cpus: readonly number[]): Applied;
  createProcessJob(): { readonly job: ProcessJob } | { readonly reason: string };
  createProcessTrees(options: ProcessTreesOptions): ProcessTrees;
  createUsageSampler(options?: SamplerOptions): UsageSampler;
  treeMark(): TreeMark;
}

export const OK: Applied = { ok: true };

export function refused(reason: string): Applied {
  return { ok: false, reason };
}

/** Evidence of a net that is not in force because `memory` is null. */
export const NO_LIMIT_WANTED = 'no hard limit was requested';

export const NO_PRESSURE: Pressure = { machine: null, cgroup: null, commit: null };
