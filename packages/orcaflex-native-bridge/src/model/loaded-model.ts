import { FaultError } from '@ballast/resource-model';
import type { Completeness, Period } from '@ballast/results-model';
import type { CallName } from '../abi/arguments.ts';
import type { ModelState, ResultType } from '../abi/constants.ts';
import {
  allObjects,
  createModel,
  type FoundObject,
  modelState,
  objectCalled,
  simulationComplete,
  timeStatus,
  withProgress,
} from '../abi/functions/model-calls.ts';
import { type FoundVariable, resultVariables, variableId } from '../abi/functions/object-calls.ts';
import { objectExtra, type Place } from '../abi/functions/object-extra.ts';
import {
  type PeriodStruct,
  type Specification,
  sampleCount,
  sampleTimes,
} from '../abi/functions/result-calls.ts';
import type { ModelHandle, VariableId } from '../abi/handles.ts';
import type { StructValue } from '../abi/kinds.ts';
import { handleLicenceNotFound, type LicenceHandling } from '../abi/licence-handler.ts';
import type { NativeLibrary } from '../abi/native-library.ts';
import type { LoadSettings, Logging } from './load-settings.ts';
import { periodStruct, WHOLE_SIMULATION } from './period-struct.ts';

const LOGGING_CALLS = {
  virtual: 'C_UseVirtualLogging',
  memory: 'C_ForceInMemoryLogging',
  disk: 'C_DisableInMemoryLogging',
} as const satisfies Record<Exclude<Logging, 'default'>, CallName>;

/** One object of the model, with the variable names looked up so far. */
export interface KnownObject extends FoundObject {
  readonly ids: Map<string, VariableId>;
  readonly units: Map<VariableId, string>;
  readonly enumerated: Map<string, readonly FoundVariable[]>;
}

/** A loaded simulation in terms of handles. Each name is looked up in the library only once. */
export class LoadedModel {
  readonly handle: ModelHandle;
  readonly state: ModelState;
  readonly completeness: Completeness;
  readonly times: StructValue<'TSimulationTimeStatus'>;
  readonly #library: NativeLibrary;
  readonly #licence: LicenceHandling | null;
  readonly #objects = new Map<string, KnownObject>();
  #allTimes: Float64Array | null = null;
  #disposed = false;

  private constructor(library: NativeLibrary, handle: ModelHandle, licence: LicenceHandling | null) {
    this.#library = library;
    this.#licence = licence;
    this.handle = handle;
    this.state = modelState(library, handle);
    this.completeness = completenessOf(this.state, simulationComplete(library, handle));
    this.times = timeStatus(library, handle);
  }

  /** Blocks until the file is loaded. An unstable or a partial simulation loads without a fault. */
  static load(library: NativeLibrary, path: string, settings: LoadSettings): LoadedModel {
    const { onLicenceNotFound } = settings;
    // A licence may be missing when the model is created, and at any later call.
    const licence = onLicenceNotFound === null ? null : handleLicenceNotFound(library, onLicenceNotFound);
    try {
      const handle = createModel(library, settings.threadCount);
      try {
        loadInto(library, handle, { path, settings });
        return new LoadedModel(library, handle, licence);
      } catch (error) {
        library.call('C_DestroyModel', handle);
        throw error;
      }
    } catch (error) {
      licence?.release();
      licence?.check();
      throw error;
    }
  }

  /** Every call must go through here: the address of a destroyed model may already belong to another one. */
  get library(): NativeLibrary {
    if (!this.#disposed) return this.#library;
    throw new FaultError({
      code: 'MODEL_DISPOSED',
      message: 'the OrcaFlex model has been disposed of',
      hint: 'load the file again',
    });
  }

  object(name: string): KnownObject {
    const known = this.#objects.get(name);
    if (known !== undefined) return known;
    return this.#keep(name, objectCalled(this.library, this.handle, name));
  }

  objects(): KnownObject[] {
    return allObjects(this.library, this.handle).map(
      (object) => this.#objects.get(object.name) ?? this.#keep(object.name, object),
    );
  }

  variables(
    object: KnownObject,
    place: Place | null,
    type: ResultType = 'time-history',
  ): readonly FoundVariable[] {
    const key = JSON.stringify([type, place]);
    const known = object.enumerated.get(key);
    if (known !== undefined) return known;
    const variables = resultVariables(this.library, object.handle, {
      extra: objectExtra(place),
      type,
    });
    object.enumerated.set(key, variables);
    for (const { id, unit } of variables) object.units.set(id, unit);
    return variables;
  }

  variable(object: KnownObject, name: string): VariableId {
    const known = object.ids.get(name);
    if (known !== undefined) return known;
    const id = variableId(this.library, object.handle, name);
    object.ids.set(name, id);
    return id;
  }

  /** Units come with an enumeration of variables; a new one is made only if no earlier one had this variable. */
  unit(object: KnownObject, id: VariableId, place: Place | null): string {
    if (!object.units.has(id)) this.variables(object, place);
    if (!object.units.has(id)) this.variables(object, place, 'range-graph');
    return object.units.get(id) ?? '';
  }

  specification(object: KnownObject, id: VariableId, place: Place | null): Specification {
    return { ObjectHandle: object.handle, ObjectExtra: objectExtra(place), VarID: id };
  }

  /** Null for an instant outside the simulation. */
  period(period: Period): PeriodStruct | null {
    const simulated = { start: this.times.StartTime, current: this.times.CurrentTime };
    return periodStruct(period, simulated, () => this.#wholeTimes());
  }

  sampleCount(period: PeriodStruct): number {
    return sampleCount(this.library, this.handle, period);
  }

  sampleTimes(period: PeriodStruct): Float64Array {
    return sampleTimes(this.library, this.handle, { period, count: this.sampleCount(period) });
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    try {
      this.#library.call('C_DestroyModel', this.handle);
    } finally {
      this.#licence?.release();
    }
  }

  #wholeTimes(): Float64Array {
    this.#allTimes ??= this.sampleTimes(WHOLE_SIMULATION);
    return this.#allTimes;
  }

  #keep(name: string, object: FoundObject): KnownObject {
    const known: KnownObject = { ...object, ids: new Map(), units: new Map(), enumerated: new Map() };
    this.#objects.set(name, known);
    return known;
  }
}

interface Loading {
  readonly path: string;
  readonly settings: LoadSettings;
}

function loadInto(library: NativeLibrary, model: ModelHandle, { path, settings }: Loading): void {
  const { logging, onProgress } = settings;
  if (logging !== 'default') library.call(LOGGING_CALLS[logging], model);
  const load = (): void => library.call('C_LoadSimulationW', model, path);
  if (onProgress === null) load();
  else withProgress(library, { model, onProgress }, load);
}

function completenessOf(state: ModelState, complete: boolean): Completeness {
  if (state === 'unstable') return 'unstable';
  return complete ? 'complete' : 'partial';
}
