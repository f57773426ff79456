import { type Bytes, bytes } from '@ballast/resource-model';
import { type MemoryFigure, NO_PRESSURE, type Pressure } from '../platform.ts';
import { loadKernel32 } from './abi/kernel32.ts';

interface SystemMemory {
  readonly physical: Bytes;
  readonly physicalInUse: Bytes;
  readonly commitLimit: Bytes;
  readonly commitCharge: Bytes;
}

const EVIDENCE = {
  physicalLimit: 'GlobalMemoryStatusEx ullTotalPhys',
  physicalInUse: 'GlobalMemoryStatusEx ullTotalPhys - ullAvailPhys',
  // The page file figure of GlobalMemoryStatusEx is the commit limit of the system or this process, the smaller.
  commitLimit: 'smaller of GetPerformanceInfo CommitLimit and GlobalMemoryStatusEx ullTotalPageFile',
  commitCharge: 'GetPerformanceInfo CommitTotal',
} as const;

export function windowsMemoryLimits(): MemoryFigure[] {
  return figures((memory) => [
    { source: 'physical', bytes: memory.physical, evidence: EVIDENCE.physicalLimit },
    { source: 'commit', bytes: memory.commitLimit, evidence: EVIDENCE.commitLimit },
  ]);
}

export function windowsMemoryInUse(): MemoryFigure[] {
  return figures((memory) => [
    { source: 'physical', bytes: memory.physicalInUse, evidence: EVIDENCE.physicalInUse },
    { source: 'commit', bytes: memory.commitCharge, evidence: EVIDENCE.commitCharge },
  ]);
}

export function windowsPressure(): Pressure {
  const memory = readSystemMemory();
  if ('reason' in memory || memory.commitLimit === 0) return NO_PRESSURE;
  const { commitCharge: charge, commitLimit: limit } = memory;
  return { ...NO_PRESSURE, commit: { charge, limit, share: charge / limit } };
}

function figures(from: (memory: SystemMemory) => MemoryFigure[]): MemoryFigure[] {
  const memory = readSystemMemory();
  return 'reason' in memory ? [{ source: 'physical', bytes: null, evidence: memory.reason }] : from(memory);
}

function readSystemMemory(): SystemMemory | { readonly reason: string } {
  const loading = loadKernel32();
  if ('reason' in loading) return loading;
  const { api } = loading;
  const status = { dwLength: api.sizes.memoryStatus, ullTotalPhys: 0, ullAvailPhys: 0, ullTotalPageFile: 0 };
  const performance = { CommitTotal: 0, CommitLimit: 0, PageSize: 0 };
  if (api.GlobalMemoryStatusEx(status) === 0) return { reason: 'GlobalMemoryStatusEx failed' };
  if (api.K32GetPerformanceInfo(performance, api.sizes.performanceInformation) === 0) {
    return { reason: 'GetPerformanceInfo failed' };
  }
  const pageSize = Number(performance.PageSize);
  return {
    physical: bytes(Number(status.ullTotalPhys)),
    physicalInUse: bytes(Math.max(0, Number(status.ullTotalPhys) - Number(status.ullAvailPhys))),
    commitLimit: bytes(Math.min(Number(performance.CommitLimit) * pageSize, Number(status.ullTotalPageFile))),
    commitCharge: bytes(Number(performance.CommitTotal) * pageSize),
  };
}
