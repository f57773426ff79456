import { FaultError } from '@ballast/resource-model';
import type { Completeness, Period, Position } from '@ballast/results-model';
import { periodText, WHOLE } from '@ballast/results-model';
import type { ModelState } from '../abi/constants.ts';
import { modelWarnings } from '../abi/model-calls.ts';
import { NativeLibrary } from '../abi/native-library.ts';
import { nodeArclengths } from '../abi/object-calls.ts';
import { columnOf, multipleTimeHistories } from '../abi/result-calls.ts';
import type { PeriodStruct } from '../abi/structs.ts';
import { LoadedModel, type LoadSettings } from './loaded-model.ts';

export interface LoadOptions extends Partial<LoadSettings> {
  /** Path of the OrcFxAPI library, as `findLibrary` gives it. */
  readonly library: string;
}

/** One series of one object; `at` where the variable needs a place on a line. */
export interface SeriesSpec {
  readonly object: string;
  readonly variable: string;
  readonly at?: Position | null;
}

/** A result variable: its name and unit. */
export interface VariableInfo {
  readonly name: string;
  readonly unit: string;
}

const ALL_WARNINGS = 1000;

/**
 * A simulation that the library has loaded. It belongs to the thread that loaded it and holds a licence and
 * memory until it is disposed of. What the library refuses is a fault `ORCFXAPI_...` with its own words.
 */
export class OrcaFlexModel {
  readonly #model: LoadedModel;

  private constructor(model: LoadedModel) {
    this.#model = model;
  }

  /** Blocks this thread for the whole load; the model gets one thread of its own unless told otherwise. */
  static load(path: string, options: LoadOptions): OrcaFlexModel {
    const { library, threadCount = 1, logging = 'default', onProgress = null } = options;
    const settings: LoadSettings = { threadCount, logging, onProgress };
    return new OrcaFlexModel(LoadedModel.load(NativeLibrary.open(library), path, settings));
  }

  get state(): ModelState {
    return this.#model.state;
  }

  get completeness(): Completeness {
    return this.#model.completeness;
  }

  /** Seconds. `plannedEnd` is later than `end` where the simulation stopped early. */
  get times(): { readonly start: number; readonly end: number; readonly plannedEnd: number } {
    const { StartTime, CurrentTime, StopTime } = this.#model.times;
    return { start: StartTime, end: CurrentTime, plannedEnd: StopTime };
  }

  /** What the model says its own thread count is. */
  get threadCount(): number {
    return this.#model.library.call('C_GetModelThreadCount', this.#model.handle);
  }

  warnings(): readonly string[] {
    return modelWarnings(this.#model.library, this.#model.handle, ALL_WARNINGS).texts;
  }

  objectNames(): string[] {
    return this.#model.objects().map((object) => object.name);
  }

  /** Fault `ORCFXAPI_NO_SUCH_OBJECT` when there is none of this name. */
  object(name: string): OrcaFlexObject {
    return new OrcaFlexObject(this.#model, name);
  }

  /** Times of the samples of a period, in seconds. */
  sampleTimes(period: Period = WHOLE): Float64Array {
    return this.#model.sampleTimes(this.#period(period));
  }

  /** The samples of several series over one period: one call of the library, one array a series. */
  multipleTimeHistories(specs: readonly SeriesSpec[], period: Period = WHOLE): Float64Array[] {
    const struct = this.#period(period);
    const samples = this.#model.sampleCount(struct);
    const specifications = specs.map(({ object, variable, at = null }) => {
      const known = this.#model.object(object);
      return this.#model.specification(known, this.#model.variable(known, variable), at);
    });
    if (specs.length === 0) return [];
    const rows = new Float64Array(samples * specs.length);
    multipleTimeHistories(this.#model.library, [specifications, struct], rows);
    return specs.map((_, column) => {
      const values = new Float64Array(samples);
      columnOf(rows, [column, specs.length], values);
      return values;
    });
  }

  /** Gives memory and licence back. Nothing can be asked of the model afterwards. */
  dispose(): void {
    this.#model.dispose();
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  #period(period: Period): PeriodStruct {
    const struct = this.#model.period(period);
    if (struct !== null) return struct;
    const { start, end } = this.times;
    throw new FaultError({
      code: 'PERIOD_NOT_SIMULATED',
      message: `There is no sample at ${periodText(period)}; the simulation covers ${start} s to ${end} s.`,
      hint: 'Ask for a time within the simulation.',
      details: { period, start, end },
    });
  }
}

/** An object of a loaded model. */
export class OrcaFlexObject {
  readonly name: string;
  readonly #model: LoadedModel;
  readonly #object: ReturnType<LoadedModel['object']>;

  constructor(model: LoadedModel, name: string) {
    this.#model = model;
    this.#object = model.object(name);
    this.name = this.#object.name;
  }

  /** `Line`, `Vessel`, `6D Buoy` ..., in the library's words. */
  get typeName(): string {
    return this.#model.library.text('C_GetObjectTypeNameW', this.#model.handle, this.#object.type);
  }

  /** The variables that have time histories. */
  variables(at: Position | null = null): VariableInfo[] {
    return this.#model.variables(this.#object, at).map(({ name, unit }) => ({ name, unit }));
  }

  /** Fault `ORCFXAPI_UNRECOGNISED_VAR_NAME` when the object has none of this name. */
  unit(variable: string): string {
    return this.#model.unit(this.#object, this.#model.variable(this.#object, variable), null);
  }

  /** Arc lengths of a line's nodes from end A. Fault `ORCFXAPI_INVALID_OBJECT_TYPE` for other objects. */
  nodeArclengths(): Float64Array {
    return nodeArclengths(this.#model.library, this.#object.handle);
  }
}
