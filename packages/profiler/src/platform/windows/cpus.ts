import { type Applied, type CoreSource, type NumaNode, OK, refused } from '../platform.ts';
import { type GroupAffinity, type Handle, loadKernel32, type Wide } from './abi/kernel32.ts';
import { ACCESS, describeError, withProcess } from './process.ts';

const CPUS_PER_GROUP = 64;
// GetCurrentProcess() returns this constant; it need not be closed.
const CURRENT_PROCESS = -1 as Handle;

export function windowsCoreSources(): CoreSource[] {
  const loading = loadKernel32();
  if ('reason' in loading) return [{ source: 'affinity', cores: null, evidence: loading.reason }];
  const own: [Wide] = [0];
  const all: [Wide] = [0];
  if (loading.api.GetProcessAffinityMask(CURRENT_PROCESS, own, all) === 0) {
    return [
      { source: 'affinity', cores: null, evidence: describeError(loading.api, 'GetProcessAffinityMask') },
    ];
  }
  const evidence = `GetProcessAffinityMask 0x${own[0].toString(16)} of 0x${all[0].toString(16)}`;
  // Both masks describe one processor group and are 0 for a process in several groups: only a narrowed mask limits the
  // cores.
  const narrowed = own[0] !== all[0] && BigInt(own[0]) !== 0n;
  return [{ source: 'affinity', cores: narrowed ? cpusOfMask(own[0]).length : null, evidence }];
}

export function windowsSetAffinity(pid: number, cpus: readonly number[]): Applied {
  const loading = loadKernel32();
  if ('reason' in loading) return refused(loading.reason);
  if (cpus.some((cpu) => cpu >= CPUS_PER_GROUP)) {
    return refused('an affinity mask covers only the first 64 CPUs, those of the first processor group');
  }
  const { api } = loading;
  const mask = cpus.reduce((sum, cpu) => sum | (1n << BigInt(cpu)), 0n);
  const applied = withProcess(
    api,
    { pid, access: ACCESS.setInformation | ACCESS.queryLimited },
    (process): Applied =>
      api.SetProcessAffinityMask(process, mask) === 0
        ? refused(describeError(api, 'SetProcessAffinityMask'))
        : OK,
  );
  return 'ok' in applied ? applied : refused(applied.reason);
}

export function windowsNumaNodes(): NumaNode[] {
  const loading = loadKernel32();
  if ('reason' in loading) return [];
  const highest: [number] = [0];
  if (loading.api.GetNumaHighestNodeNumber(highest) === 0) return [];
  const nodes: NumaNode[] = [];
  for (let id = 0; id <= highest[0]; id += 1) {
    const affinity: GroupAffinity = {};
    // Node numbers need not be contiguous.
    if (loading.api.GetNumaNodeProcessorMaskEx(id, affinity) === 0) continue;
    const first = (affinity.Group ?? 0) * CPUS_PER_GROUP;
    const cpus = cpusOfMask(affinity.Mask ?? 0).map((bit) => first + bit);
    // Windows reports the available memory of a node, not the installed memory.
    if (cpus.length > 0) nodes.push({ id, cpus, memory: null });
  }
  return nodes;
}

function cpusOfMask(mask: Wide): number[] {
  const cpus: number[] = [];
  let rest = BigInt(mask);
  for (let cpu = 0; rest > 0n; cpu += 1) {
    if ((rest & 1n) === 1n) cpus.push(cpu);
    rest >>= 1n;
  }
  return cpus;
}
