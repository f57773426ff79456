import { type Platform, refused } from '../platform.ts';
import { windowsCoreSources, windowsNumaNodes, windowsSetAffinity } from './cpus.ts';
import { windowsMemoryInUse, windowsMemoryLimits, windowsPressure } from './memory.ts';
import { createWindowsProcessJob } from './process-job.ts';
import { createWindowsProcessTrees } from './process-trees.ts';
import { windowsStorageKind } from './storage.ts';
import { createWindowsUsageSampler } from './usage-sampler.ts';

export function windowsPlatform(): Platform {
  return {
    coreSources: windowsCoreSources,
    memoryLimits: windowsMemoryLimits,
    memoryInUse: windowsMemoryInUse,
    pressure: windowsPressure,
    storageKind: windowsStorageKind,
    numaNodes: windowsNumaNodes,
    setAffinity: windowsSetAffinity,
    dieWithParent: () =>
      refused('on Windows the parent keeps its children in a process job, which ends them with it'),
    createProcessJob: createWindowsProcessJob,
    createProcessTrees: createWindowsProcessTrees,
    createUsageSampler: createWindowsUsageSampler,
  };
}
