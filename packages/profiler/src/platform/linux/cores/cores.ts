import { parseCpuList } from '../../../cpu-list.ts';
import type { CoreSource } from '../../platform.ts';
import { type CgroupChain, cgroupChains } from '../memory/cgroup.ts';
import { readNumber, readText, wholeNumber } from '../read-text.ts';

export function linuxCoreSources(root: string): CoreSource[] {
  return [affinity(root), ...cgroupChains(root, 'cpu').map((chain) => quota(root, chain))];
}

function affinity(root: string): CoreSource {
  const list = /^Cpus_allowed_list:\s*(\S+)/m.exec(readText(root, 'proc/self/status') ?? '')?.[1];
  if (list === undefined) {
    return { source: 'affinity', cores: null, evidence: '/proc/self/status does not list allowed CPUs' };
  }
  const count = parseCpuList(list).length;
  return {
    source: 'affinity',
    cores: count > 0 ? count : null,
    evidence: `/proc/self/status Cpus_allowed_list ${list}`,
  };
}

function quota(root: string, chain: CgroupChain): CoreSource {
  const source = chain.version === 2 ? 'cgroup-v2-quota' : 'cgroup-v1-quota';
  let best: CoreSource = { source, cores: null, evidence: `no quota in ${chain.folders[0] ?? 'any group'}` };
  for (const folder of chain.folders) {
    const found = chain.version === 2 ? quotaV2(root, folder) : quotaV1(root, folder);
    if (found === null || (best.cores !== null && best.cores <= found.cores)) continue;
    best = { source, ...found };
  }
  return best;
}

function quotaV2(root: string, folder: string): { cores: number; evidence: string } | null {
  const text = readText(root, `${folder}/cpu.max`)?.trim();
  const [quotaText, periodText] = text?.split(' ') ?? [];
  const cores = coresOf(wholeNumber(quotaText), wholeNumber(periodText));
  return cores === null ? null : { cores, evidence: `${folder}/cpu.max ${text}` };
}

function quotaV1(root: string, folder: string): { cores: number; evidence: string } | null {
  const quotaTime = readNumber(root, `${folder}/cpu.cfs_quota_us`);
  const period = readNumber(root, `${folder}/cpu.cfs_period_us`);
  const cores = coresOf(quotaTime, period);
  return cores === null ? null : { cores, evidence: `${folder}/cpu.cfs_quota_us ${quotaTime} of ${period}` };
}

function coresOf(quotaTime: number | null, period: number | null): number | null {
  if (quotaTime === null || period === null || quotaTime <= 0 || period <= 0) return null;
  return Math.ceil(quotaTime / period);
}
