export type { DataValue } from './abi/functions/data-calls.ts';
export type { OnLicenceNotFound } from './abi/licence-handler.ts';
export type { Logging } from './model/load-settings.ts';
export type { LibraryOptions } from './model/open-library.ts';
export { type LoadOptions, OrcaFlexModel } from './model/orcaflex-model.ts';
export type { OrcaFlexObject, VariableOptions } from './model/orcaflex-object.ts';
export type { At } from './model/places.ts';
export type {
  LinkedOptions,
  LinkedStatistics,
  Quantity,
  RangeGraph,
  RangeGraphOptions,
  SeriesSpec,
  TimeHistories,
  VariableInfo,
} from './model/result-types.ts';
export { type LibraryFacts, libraryFacts, type OrcaFlexOptions, orcaflex } from './reader/orcaflex.ts';
