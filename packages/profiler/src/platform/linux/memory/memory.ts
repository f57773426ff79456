import { bytes, KIB } from '@ballast/resource-model';
import type { MemoryFigure } from '../../platform.ts';
import { readNumber, readTable } from '../read-text.ts';
import { type CgroupChain, cgroupChains } from './cgroup.ts';

export function linuxMemoryLimits(root: string): MemoryFigure[] {
  const total = readTable(root, 'proc/meminfo').get('MemTotal');
  const physical: MemoryFigure = {
    source: 'physical',
    bytes: total === undefined ? null : bytes(total * KIB),
    evidence: '/proc/meminfo MemTotal',
  };
  return [...cgroupChains(root, 'memory').map((chain) => cgroupLimit(root, chain).figure), physical];
}

export function linuxMemoryInUse(root: string): MemoryFigure[] {
  const table = readTable(root, 'proc/meminfo');
  const total = table.get('MemTotal');
  const available = table.get('MemAvailable');
  const physical: MemoryFigure = {
    source: 'physical',
    bytes:
      total === undefined || available === undefined ? null : bytes(Math.max(0, total - available) * KIB),
    evidence: '/proc/meminfo MemTotal - MemAvailable',
  };
  const groups = cgroupChains(root, 'memory').map((chain) => {
    // Measured in the group whose limit applies: a neighbour below it uses up the same limit.
    const { folder } = cgroupLimit(root, chain);
    return chain.version === 2 ? inUseV2(root, folder) : inUseV1(root, folder);
  });
  return [...groups, physical];
}

interface BindingLimit {
  readonly figure: MemoryFigure;
  /** The group with the lowest limit; the innermost group if none has a limit. */
  readonly folder: string;
}

function cgroupLimit(root: string, chain: CgroupChain): BindingLimit {
  const source = chain.version === 2 ? 'cgroup-v2' : 'cgroup-v1';
  // Above memory.high the kernel throttles every allocation: work there makes hardly any progress.
  const names = chain.version === 2 ? ['memory.max', 'memory.high'] : ['memory.limit_in_bytes'];
  const leaf = chain.folders[0] ?? '/';
  let best: BindingLimit = {
    figure: { source, bytes: null, evidence: `no memory limit in ${leaf}` },
    folder: leaf,
  };
  for (const folder of chain.folders) {
    for (const name of names) {
      // "max" in version 2 and 2^63 minus a page in version 1 both read as null: no limit.
      const limit = readNumber(root, `${folder}/${name}`);
      if (limit === null || (best.figure.bytes !== null && best.figure.bytes <= limit)) continue;
      best = { figure: { source, bytes: bytes(limit), evidence: `${folder}/${name}` }, folder };
    }
  }
  return best;
}

// memory.current and memory.usage_in_bytes include page cache, which the kernel reclaims on demand.
function inUseV2(root: string, folder: string): MemoryFigure {
  const stat = readTable(root, `${folder}/memory.stat`);
  const anon = stat.get('anon');
  // Kernels before 5.18 have no "kernel" line.
  const kernel =
    stat.get('kernel') ??
    ['kernel_stack', 'pagetables', 'percpu', 'sock', 'slab'].reduce(
      (sum, name) => sum + (stat.get(name) ?? 0),
      0,
    );
  return {
    source: 'cgroup-v2',
    bytes: anon === undefined ? null : bytes(anon + (stat.get('shmem') ?? 0) + kernel),
    evidence: `${folder}/memory.stat anon + shmem + kernel`,
  };
}

function inUseV1(root: string, folder: string): MemoryFigure {
  const stat = readTable(root, `${folder}/memory.stat`);
  const rss = stat.get('total_rss') ?? stat.get('rss');
  const shmem = stat.get('total_shmem') ?? stat.get('shmem') ?? 0;
  const kernel = readNumber(root, `${folder}/memory.kmem.usage_in_bytes`) ?? 0;
  return {
    source: 'cgroup-v1',
    bytes: rss === undefined ? null : bytes(rss + shmem + kernel),
    evidence: `${folder}/memory.stat rss + shmem, memory.kmem.usage_in_bytes`,
  };
}
