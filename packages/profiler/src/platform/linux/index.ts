import type { Platform } from '../platform.ts';
import { linuxSetAffinity } from './cores/affinity.ts';
import { linuxCoreWait } from './cores/core-wait.ts';
import { linuxCoreSources } from './cores/cores.ts';
import { linuxIdleMeter } from './cores/idle-time.ts';
import { linuxNumaNodes } from './cores/numa.ts';
import { linuxStorageKind } from './files/storage.ts';
import { linuxMemoryInUse, linuxMemoryLimits } from './memory/memory.ts';
import { linuxBytesFetched, linuxDropFromCache } from './memory/page-cache.ts';
import { linuxPressure } from './memory/pressure.ts';
import { linuxHighWaterMark } from './processes/high-water.ts';
import { createLinuxProcessTrees } from './processes/process-trees.ts';
import { linuxTreeMark } from './processes/tree-mark.ts';
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
    idleMeter: () => linuxIdleMeter(root),
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
