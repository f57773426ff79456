import { isMainThread } from 'node:worker_threads';
import { type HostOptions, hostPlatform } from './platform/host-platform.ts';
import {
  type Applied,
  type NumaNode,
  type Pressure,
  type ProcessJob,
  type ProcessTrees,
  type ProcessTreesOptions,
  refused,
  type Storage,
  type UsageSampler,
} from './platform/platform.ts';

/**
 * A sampler of process usage. `bytesRead` counts what read calls returned, page cache hits and pipes included (Linux
 * rchar, Windows ReadTransferCount); memory-mapped files do not show in it. `highWater` is null unless asked for.
 */
export function createUsageSampler(options: HostOptions = {}): UsageSampler {
  return hostPlatform(options).createUsageSampler();
}

/** How hard memory, storage and cores are pressed now. */
export function pressure(options: HostOptions = {}): Pressure {
  return hostPlatform(options).pressure();
}

/** What kind of storage holds a path, with the findings that say so. A path that is absent is judged by its folder. */
export function storageKind(path: string, options: HostOptions = {}): Storage {
  return hostPlatform(options).storageKind(path);
}

/** The NUMA nodes by number; empty where the system has no such notion. */
export function numaNodes(options: HostOptions = {}): NumaNode[] {
  return hostPlatform(options).numaNodes();
}

/** Binds all threads of a process to logical CPUs; threads it starts later inherit them. */
export function setAffinity(pid: number, cpus: readonly number[]): Applied {
  if (!Number.isInteger(pid) || pid <= 0) return refused(`${pid} is not a process number`);
  if (cpus.length === 0) return refused('no CPU was named');
  const wrong = cpus.find((cpu) => !Number.isInteger(cpu) || cpu < 0 || cpu > 65_535);
  if (wrong !== undefined) return refused(`${wrong} is not a CPU number`);
  return hostPlatform().setAffinity(pid, cpus);
}

/**
 * From now on this process is killed when its parent dies, even while it is in a native call (Linux). To be called
 * by a child, early, from its main thread: the setting is lost with the thread that made it, and the kernel takes
 * for the parent the thread that started the child, so the parent must start it from its main thread, too. Not ok
 * when the parent is already gone: the caller should exit then. `parent` is the process number the child expects.
 */
export function dieWithParent(parent: number = process.ppid): Applied {
  if (!isMainThread) return refused('only the main thread can tie a process to its parent');
  return hostPlatform().dieWithParent(parent);
}

/** A job whose processes, with all they start, end with this process (Windows); elsewhere the reason why not. */
export function createProcessJob(): { readonly job: ProcessJob } | { readonly reason: string } {
  return hostPlatform().createProcessJob();
}

/**
 * Keeps processes that this one starts as trees that end as a whole, and with this process. Linux: a control group for
 * each where that can be made, else process groups and what /proc tells of descent. Windows: a Job Object for each.
 * Elsewhere: the processes themselves, by signal.
 */
export function createProcessTrees(options: ProcessTreesOptions): ProcessTrees {
  return hostPlatform().createProcessTrees(options);
}
