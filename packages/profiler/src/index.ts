export { type Cores, cores } from './cores.ts';
export { dieWithParent } from './die-with-parent.ts';
export { type FileProfile, type FileSizeLabel, profileFiles } from './file-profile.ts';
export {
  coreWait,
  createProcessJob,
  createProcessTrees,
  createUsageSampler,
  highWaterMark,
  idleMeter,
  numaNodes,
  pressure,
  setAffinity,
  storageKind,
  treeMark,
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
export type { HostOptions } from './platform/host-platform.ts';
export type {
  Applied,
  CoreWait,
  HighWaterMark,
  IdleMeter,
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
  TreeHighWater,
  TreeMark,
  UsageSampler,
} from './platform/platform.ts';
export { isAlive } from './platform/process-alive.ts';
export { userDataFolder } from './platform/user-data-folder.ts';
export { measureStorage, type StorageMeasurement, type StorageRate } from './storage-rate/measure.ts';
