import { reportedIdleMeter } from '../other/idle-time.ts';
import { recordMark } from '../other/record-mark.ts';
import { ownMark } from '../other/tree-mark.ts';
import type { Platform } from '../platform.ts';
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
    // Windows has no such account, and no call that drops one file from its cache.
    coreWait: () => () => 0,
    idleMeter: reportedIdleMeter,
    highWaterMark: recordMark,
    dropFromCache: () => false,
    bytesFetched: () => null,
    setAffinity: windowsSetAffinity,
    createProcessJob: createWindowsProcessJob,
    createProcessTrees: createWindowsProcessTrees,
    treeMark: ownMark,
    createUsageSampler: createWindowsUsageSampler,
  };
}
