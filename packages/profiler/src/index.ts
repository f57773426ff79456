export { type Cores, cores } from './cores.ts';
export { formatCpuList, parseCpuList } from './cpu-list.ts';
export { type FileProfile, type FileSizeLabel, profileFiles } from './file-profile.ts';
export {
  createProcessJob,
  createProcessTrees,
  createUsageSampler,
  dieWithParent,
  numaNodes,
  pressure,
  setAffinity,
  storageKind,
} from './host.ts';
export { type MachineFacts, machineFacts } from './machine-facts.ts';
export { machineId } from './machine-id.ts';
export {
  type MemoryInUse,
  type MemoryLimit,
  memoryBudget,
  memoryInUse,
  memoryLimit,
} from './memory.ts';
export { memoryStall } from './memory-stall.ts';
export { numaPlacement } from './numa-placement.ts';
export { type CoreWait, coreWait } from './platform/core-wait.ts';
export { type HighWaterMark, highWaterMark } from './platform/high-water.ts';
export type { HostOptions } from './platform/host-platform.ts';
export { bytesFetched, dropFromCache } from './platform/page-cache.ts';
export type {
  Applied,
  MemoryFigure,
  MemoryKill,
  MemoryNet,
  NumaNode,
  Pressure,
  ProcessJob,
  ProcessTree,
  ProcessTrees,
  ProcessTreesOptions,
  Storage,
  UsageSampler,
} from './platform/platform.ts';
export { isAlive } from './platform/process-alive.ts';
export { measureStorage, type StorageMeasurement, type StorageRate } from './storage-rate/measure.ts';
export { userDataFolder } from './user-data-folder.ts';
