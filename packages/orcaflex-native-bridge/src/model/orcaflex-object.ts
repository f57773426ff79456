import type { Period } from '@ballast/results-model';
import type { ResultType } from '../abi/constants.ts';
import { type DataValue, dataRowCount, dataValue } from '../abi/functions/data-calls.ts';
import { nodeArclengths } from '../abi/functions/object-calls.ts';
import type { KnownObject, LoadedModel } from './loaded-model.ts';
import { linkedStatisticsOf, rangeGraphOf, staticQuantity, timeHistories } from './object-results.ts';
import { type At, placeOf } from './places.ts';
import type {
  LinkedOptions,
  LinkedStatistics,
  Quantity,
  RangeGraph,
  RangeGraphOptions,
  TimeHistories,
  VariableInfo,
} from './result-types.ts';

export interface VariableOptions {
  /** Time histories by default. */
  readonly results?: ResultType;
  readonly at?: At;
}

/** An object of a loaded model. A refusal by the library is a fault `ORCFXAPI_...` with the library's text. */
export class OrcaFlexObject {
  readonly name: string;
  readonly #model: LoadedModel;
  readonly #object: KnownObject;

  constructor(model: LoadedModel, object: KnownObject) {
    this.#model = model;
    this.#object = object;
    this.name = object.name;
  }

  /** The library's name of the type: `Line`, `Vessel`, `6D Buoy` ... */
  get typeName(): string {
    return this.#model.library.text('C_GetObjectTypeNameW', this.#model.handle, this.#object.type);
  }

  /** The variables that have results of a type. */
  variables({ results = 'time-history', at = null }: VariableOptions = {}): VariableInfo[] {
    const variables = this.#model.variables(this.#object, placeOf(at), results);
    return variables.map(({ name, fullName, unit }) => ({ name, fullName, unit }));
  }

  /** Fault `ORCFXAPI_UNRECOGNISED_VAR_NAME` if the object has no variable of this name. */
  unit(variable: string): string {
    return this.#model.unit(this.#object, this.#model.variable(this.#object, variable), null);
  }

  /** The samples of variables over one period, each at its own position or at `at`, in one call of the library. */
  timeHistories(
    variables: readonly (string | { readonly variable: string; readonly at?: At })[],
    { period, at = null }: { readonly period?: Period; readonly at?: At } = {},
  ): TimeHistories {
    const specs = variables.map((one) => ({
      object: this.name,
      at,
      ...(typeof one === 'string' ? { variable: one } : one),
    }));
    return timeHistories(this.#model, specs, period);
  }

  /** The value in the static state. */
  staticResult(variable: string, at: At = null): Quantity {
    return staticQuantity(this.#model, this.#object, { variable, at });
  }

  /** Fault `ORCFXAPI_RANGE_GRAPH_ERROR` for a variable without a range graph. */
  rangeGraph(variable: string, options: RangeGraphOptions = {}): RangeGraph {
    return rangeGraphOf(this.#model, this.#object, { ...options, variable });
  }

  /** The extremes of each variable, and the values of the others at the same times. */
  linkedStatistics(variables: readonly string[], options: LinkedOptions = {}): LinkedStatistics {
    return linkedStatisticsOf(this.#model, this.#object, { ...options, variables });
  }

  /** A data item in its own type, by its name in the library; rows count from 1. Null if it has no value. */
  data(name: string, index = 0): DataValue {
    return dataValue(this.#model.library, { of: this.#object.handle, name, index });
  }

  /** Null for data that is not a list. */
  dataRows(name: string): number | null {
    return dataRowCount(this.#model.library, { of: this.#object.handle, name });
  }

  /** Arc lengths of a line's nodes from end A. Fault `ORCFXAPI_INVALID_OBJECT_TYPE` for other objects. */
  nodeArclengths(): Float64Array {
    return nodeArclengths(this.#model.library, this.#object.handle);
  }
}
