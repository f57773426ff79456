export type { Logging } from './model/loaded-model.ts';
export {
  type LoadOptions,
  OrcaFlexModel,
  type OrcaFlexObject,
  type SeriesSpec,
  type VariableInfo,
} from './model/orcaflex-model.ts';
export { type FoundLibrary, findLibrary, type LibrarySearch } from './platform/find-library.ts';
export { type LibraryFacts, libraryFacts, type OrcaFlexOptions, orcaflex } from './reader/orcaflex.ts';
