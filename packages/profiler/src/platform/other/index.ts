import { totalmem } from 'node:os';
import { bytes } from '@ballast/resource-model';
import { type Applied, NO_PRESSURE, type Platform, refused, type UsageSampler } from '../platform.ts';
import { reportedIdleMeter } from './idle-time.ts';
import { recordMark } from './record-mark.ts';
import { signalledTrees } from './signalled-trees.ts';
import { ownMark } from './tree-mark.ts';

/** A system that this package cannot read: only what Node itself knows, and the reason for everything else. */
export function otherPlatform(name: string): Platform {
  const missing = (what: string): string => `${what} is supported on Linux and Windows, not on ${name}`;
  const unsupported = (what: string): Applied => refused(missing(what));
  return {
    coreSources: () => [],
    memoryLimits: () => [{ source: 'physical', bytes: bytes(totalmem()), evidence: 'os.totalmem()' }],
    // Node counts page cache as used memory on such systems: no figure is better than a wrong one.
    memoryInUse: () => [{ source: 'physical', bytes: null, evidence: missing('reading the memory in use') }],
    pressure: () => NO_PRESSURE,
    storageKind: () => ({ kind: 'unknown', evidence: [missing('detecting the kind of storage')] }),
    numaNodes: () => [],
    coreWait: () => () => 0,
    idleMeter: reportedIdleMeter,
    highWaterMark: recordMark,
    dropFromCache: () => false,
    bytesFetched: () => null,
    setAffinity: () => unsupported('setting the affinity'),
    createProcessTrees: () => signalledTrees(missing('a hard limit on the memory of processes')),
    createProcessJob: () => ({ reason: missing('a process job') }),
    treeMark: ownMark,
    createUsageSampler: () => nullSampler(missing('measuring the usage of a process')),
  };
}

function nullSampler(reason: string): UsageSampler {
  return { reason, sample: () => new Map(), forget: () => {}, close: () => {} };
}
