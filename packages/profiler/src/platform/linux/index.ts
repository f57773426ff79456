import type { Platform } from '../platform.ts';
import { linuxSetAffinity } from './affinity.ts';
import { linuxCoreSources } from './cores.ts';
import { linuxDieWithParent } from './die-with-parent.ts';
import { linuxMemoryInUse, linuxMemoryLimits } from './memory.ts';
import { linuxNumaNodes } from './numa.ts';
import { linuxPressure } from './pressure.ts';
import { createLinuxProcessTrees } from './process-trees.ts';
import { linuxStorageKind } from './storage.ts';
import { createLinuxUsageSampler } from './usage-sampler.ts';

/** Linux as seen below `root`; changes (affinity, parent death) always reach the running system. */
export function linuxPlatform(root: string): Platform {
  return {
    coreSources: () => linuxCoreSources(root),
    memoryLimits: () => linuxMemoryLimits(root),
    memoryInUse: () => linuxMemoryInUse(root),
    pressure: () => linuxPressure(root),
    storageKind: (path) => linuxStorageKind(root, path),
    numaNodes: () => linuxNumaNodes(root),
    setAffinity: linuxSetAffinity,
    dieWithParent: linuxDieWithParent,
    createProcessTrees: (options) => createLinuxProcessTrees(root, options),
    createProcessJob: () => ({
      reason: 'job objects exist on Windows only; workers call dieWithParent here',
    }),
    createUsageSampler: () => createLinuxUsageSampler(root),
  };
}
