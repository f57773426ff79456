import { type HostOptions, hostPlatform } from './platform/host-platform.ts';
import {
  type Applied,
  type CoreWait,
  type HighWaterMark,
  type IdleMeter,
  type NumaNode,
  type Pressure,
  type ProcessJob,
  type ProcessTrees,
  type ProcessTreesOptions,
  refused,
  type SamplerOptions,
  type Storage,
  type TreeMark,
  type UsageSampler,
} from './platform/platform.ts';

/**
 * A sampler of process usage. `bytesRead` counts what read calls returned, including page cache hits and pipes (Linux
 * rchar, Windows ReadTransferCount), but not memory-mapped files. `highWater` is null unless requested. With `below`, each
 * process counts together with everything that it has started.
 */
export function createUsageSampler(options: HostOptions & SamplerOptions = {}): UsageSampler {
  const { below } = options;
  return hostPlatform(options).createUsageSampler(below === undefined ? {} : { below });
}

/** The largest resident set of this process together with everything that it starts. */
export function treeMark(options: HostOptions = {}): TreeMark {
  return hostPlatform(options).treeMark();
}

/** The current pressure on memory, storage and cores. */
export function pressure(options: HostOptions = {}): Pressure {
  return hostPlatform(options).pressure();
}

/** The kind of storage that a path is on, and the evidence. For a missing path, its folder decides. */
export function storageKind(path: string, options: HostOptions = {}): Storage {
  return hostPlatform(options).storageKind(path);
}

/** The NUMA nodes by number; empty if the system has none. */
export function numaNodes(options: HostOptions = {}): NumaNode[] {
  return hostPlatform(options).numaNodes();
}

/** A clock of how long this process has waited for a core: Linux keeps the account, other systems show 0. */
export function coreWait(options: HostOptions = {}): CoreWait {
  return hostPlatform(options).coreWait();
}

/** A meter of the time in which the cores of the whole machine had nothing to do, whoever used the rest. */
export function idleMeter(options: HostOptions = {}): IdleMeter {
  return hostPlatform(options).idleMeter();
}

/** The high-water mark of this process. Linux can reset it; other systems only show a new record of the whole process. */
export function highWaterMark(options: HostOptions = {}): HighWaterMark {
  return hostPlatform(options).highWaterMark();
}

/** Binds all threads of a process to logical CPUs; threads that it starts later inherit them. */
export function setAffinity(pid: number, cpus: readonly number[]): Applied {
  if (!Number.isInteger(pid) || pid <= 0) return refused(`${pid} is not a process number`);
  if (cpus.length === 0) return refused('the list of CPUs is empty');
  const wrong = cpus.find((cpu) => !Number.isInteger(cpu) || cpu < 0 || cpu > 65_535);
  if (wrong !== undefined) return refused(`${wrong} is not a CPU number`);
  return hostPlatform().setAffinity(pid, cpus);
}

/** A job whose processes and their descendants end with this process (Windows); the reason on other systems. */
export function createProcessJob(): { readonly job: ProcessJob } | { readonly reason: string } {
  return hostPlatform().createProcessJob();
}

/**
 * Keeps the children of this process as trees that end as a whole, and with this process. Linux: a control group for each
 * if it can be made, otherwise process groups and the descendants that /proc shows. Windows: a Job Object for each. Other
 * systems: signals to the processes themselves.
 */
export function createProcessTrees(options: ProcessTreesOptions): ProcessTrees {
  return hostPlatform().createProcessTrees(options);
}
