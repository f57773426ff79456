/**
 * Single calls of the library, below the caches of `OrcaFlexModel` and the read plan of `orcaflex`, for benchmarks and
 * for checks of the interface. A handle is valid only until its model is disposed of.
 */
export { dataValue } from '../abi/functions/data-calls.ts';
export { objectCalled } from '../abi/functions/model-calls.ts';
export { variableId } from '../abi/functions/object-calls.ts';
export { objectExtra } from '../abi/functions/object-extra.ts';
export { rangeGraph } from '../abi/functions/range-graph-calls.ts';
export {
  type PeriodStruct,
  type Specification,
  staticResult,
  timeHistory,
} from '../abi/functions/result-calls.ts';
export type { LoadedModel } from '../model/loaded-model.ts';
export { periodOf } from '../model/object-results.ts';
export { placeOf } from '../model/places.ts';
export { countersSince, factsOf } from '../reader/facts.ts';
export { type MakeFile, orcaflexWith } from '../reader/orcaflex.ts';
export type { FileOptions } from '../reader/orcaflex-file.ts';
