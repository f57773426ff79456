import { totalmem } from 'node:os';
import { bytes } from '@ballast/resource-model';
import { type Applied, NO_PRESSURE, type Platform, refused, type UsageSampler } from '../platform.ts';
import { signalledTrees } from './signalled-trees.ts';

/** A system this package has no readers for: only what Node itself knows, and the reason for everything else. */
export function otherPlatform(name: string): Platform {
  const missing = (what: string): string => `${what} is known on Linux and Windows only, not on ${name}`;
  const nothing = (what: string): Applied => refused(missing(what));
  return {
    coreSources: () => [],
    memoryLimits: () => [{ source: 'physical', bytes: bytes(totalmem()), evidence: 'os.totalmem()' }],
    // Node counts page cache as used on such systems: no figure is better than a wrong one.
    memoryInUse: () => [{ source: 'physical', bytes: null, evidence: missing('memory in use') }],
    pressure: () => NO_PRESSURE,
    storageKind: () => ({ kind: 'unknown', evidence: [missing('the kind of storage')] }),
    numaNodes: () => [],
    setAffinity: () => nothing('setting the affinity'),
    dieWithParent: () => nothing('ending with the parent process'),
    createProcessTrees: () => signalledTrees(missing('a bound on the memory of processes')),
    createProcessJob: () => ({ reason: missing('a process job') }),
    createUsageSampler: () => nullSampler(missing('the usage of a process')),
  };
}

function nullSampler(reason: string): UsageSampler {
  return { reason, sample: () => new Map(), forget: () => {}, close: () => {} };
}
