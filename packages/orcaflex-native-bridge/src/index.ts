export type { DistributionTail, RadialPosition, ResultType } from './abi/constants.ts';
export type { DataValue } from './abi/data-calls.ts';
export type { OnLicenceNotFound } from './abi/licence-handler.ts';
export type { ModelWarning } from './abi/model-calls.ts';
export type { Place, Vector } from './abi/object-extra.ts';
export {
  ExtremeStatistics,
  type ExtremesFit,
  type PeaksOverThreshold,
  type RayleighExtremes,
} from './arithmetic/extreme-statistics.ts';
export {
  type CycleBin,
  cycleHistogram,
  empiricalDistribution,
  extrema,
  rainflowHalfCycles,
  rainflowWithMean,
  type Samples,
  type SpectralDensity,
  spectralDensity,
  stressRatios,
  timeSeriesStatistics,
} from './arithmetic/summaries.ts';
export type { Logging } from './model/load-settings.ts';
export type { LibraryOptions } from './model/open-library.ts';
export {
  type LoadOptions,
  type ModelProperties,
  OrcaFlexModel,
  type SimulationState,
} from './model/orcaflex-model.ts';
export type { OrcaFlexObject, VariableOptions } from './model/orcaflex-object.ts';
export type { At } from './model/places.ts';
export type {
  Curve,
  LinkedExtreme,
  LinkedOptions,
  LinkedPair,
  LinkedStatistics,
  Quantity,
  RangeGraph,
  RangeGraphOptions,
  SeriesSpec,
  SeriesStatistics,
  TimeHistories,
  TimeHistory,
  VariableInfo,
} from './model/result-types.ts';
export { type FoundLibrary, findLibrary, type LibrarySearch } from './platform/find-library.ts';
export type { RegistryQuery } from './platform/windows-registry.ts';
export {
  columnByColumn,
  type LibraryFacts,
  libraryFacts,
  type OrcaFlexOptions,
  orcaflex,
} from './reader/orcaflex.ts';
