export type { Capacity, Demand, Usage } from './demand.ts';
export { type Fault, FaultError, isFault, plainFault } from './fault.ts';
export {
  type Bytes,
  bytes,
  formatBytes,
  formatDuration,
  GIB,
  KIB,
  MIB,
  type Milliseconds,
  milliseconds,
} from './quantity.ts';
