export {
  type BindingResource,
  type LowerBound,
  type LowerBoundName,
  type LowerBounds,
  lowerBounds,
} from './bounds/lower-bounds.ts';
export type { Machine, TaskNeeds } from './bounds/task-columns.ts';
export type { Capacity, Usage } from './demand.ts';
export {
  type ComputeTimeObservation,
  type ComputeTimePrediction,
  type ComputeTimeState,
  computeTimeModel,
} from './estimators/compute-time-model.ts';
export type { Estimator } from './estimators/estimator.ts';
export {
  type HighWaterObservation,
  type HighWaterPrediction,
  type HighWaterState,
  highWaterModel,
} from './estimators/high-water-model.ts';
export {
  type LoadPermitSearchOptions,
  type LoadPermitSearchState,
  type LoadWindow,
  loadPermitSearch,
  type SearchPhase,
  type StorageKind,
} from './estimators/load-permit-search.ts';
export {
  type Delivered,
  type LoadRateState,
  type LoadRateWindow,
  loadRateModel,
} from './estimators/load-rate-model.ts';
export {
  type MakespanRange,
  type ModelledMakespan,
  makespanRange,
  type PredictedBatch,
} from './estimators/makespan-range.ts';
export {
  type CoverageObservation,
  type CoverageState,
  measuredCoverage,
} from './estimators/measured-coverage.ts';
export { MEMORY_FACTS, type MemoryFact, type MemoryFacts } from './estimators/memory-facts.ts';
export { PERMIT_GRID } from './estimators/permit-grid.ts';
export {
  type ScalabilityLaw,
  type ScalabilityObservation,
  type ScalabilityState,
  scalabilityModel,
} from './estimators/scalability-model.ts';
export {
  bytesCovered,
  type Covering,
  extrapolateHighWater,
  type LoadProgress,
} from './estimators/timeline.ts';
export { type Fault, FaultError, isFault, plainFault } from './fault.ts';
export { type FaultClass, systemFaultClass } from './fault-class.ts';
export {
  type AdaptiveSemaphoreState,
  adaptiveSemaphore,
  type MemoryReading,
} from './policies/adaptive-semaphore.ts';
export {
  type MemoryEstimator,
  type MemoryKnobs,
  memoryEstimator,
  OPPNDA,
  OPPNDA_CODE,
} from './policies/memory-estimator.ts';
export {
  type OptimalWorkers,
  type OptimalWorkersOptions,
  optimalWorkers,
  type WorkersReason,
  workersReasonText,
} from './policies/optimal-workers.ts';
export { DIGITALMODEL_SIZE_TABLE, type SizeThreshold, sizeTable } from './policies/size-table.ts';
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
