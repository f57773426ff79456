export { type Cores, cores } from './cores.ts';
export { formatCpuList, parseCpuList } from './cpu-list.ts';
export { type FileProfile, type FileSizeLabel, profileFiles } from './file-profile.ts';
export { type History, type HistoryFound, type HistoryRecord, readHistory, writeHistory } from './history.ts';
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
export type { HostOptions } from './platform/host-platform.ts';
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
export { userDataFolder } from './user-data-folder.ts';
