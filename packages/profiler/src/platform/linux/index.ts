import type { Platform } from '../platform.ts';
import { linuxSetAffinity } from './affinity.ts';
import { linuxCoreWait } from './core-wait.ts';
import { linuxCoreSources } from './cores.ts';
import { linuxHighWaterMark } from './high-water.ts';
import { linuxMemoryInUse, linuxMemoryLimits } from './memory.ts';
import { linuxNumaNodes } from './numa.ts';
import { linuxBytesFetched, linuxDropFromCache } from './page-cache.ts';
import { linuxPressure } from './pressure.ts';
import { createLinuxProcessTrees } from './process-trees.ts';
import { linuxStorageKind } from './storage.ts';
import { linuxTreeMark } from './tree-mark.ts';
import { createLinuxUsageSampler } from './usage-sampler.ts';

/** Linux as seen below `root`; changes (affinity, page cache, processes) always apply to the running system. */
export function linuxPlatform(root: string): Platform {
  return {
    coreSources: () => linuxCoreSources(root),
    memoryLimits: () => linuxMemoryLimits(root),
    memoryInUse: () => linuxMemoryInUse(root),
    pressure: () => linuxPressure(root),
    storageKind: (path) => linuxStorageKind(root, path),
    numaNodes: () => linuxNumaNodes(root),
    coreWait: () => linuxCoreWait(root),
    highWaterMark: () => linuxHighWaterMark(root),
    dropFromCache: linuxDropFromCache,
    bytesFetched: () => linuxBytesFetched(root),
    setAffinity: linuxSetAffinity,
    createProcessTrees: (options) => createLinuxProcessTrees(root, options),
    createProcessJob: () => ({
      reason: 'only Windows has job objects; a worker on Linux calls dieWithParent instead',
    }),
    createUsageSampler: (options) => createLinuxUsageSampler(root, options),
    treeMark: () => linuxTreeMark(root),
  };
}
