import { FaultError } from '@ballast/resource-model';
import { type Completeness, type Period, type Position, positionText } from '@ballast/results-model';
import type { ModelState } from '../abi/constants.ts';
import type { FunctionName } from '../abi/functions.ts';
import type { ModelHandle, VariableId } from '../abi/handles.ts';
import {
  allObjects,
  createModel,
  type FoundObject,
  modelState,
  objectCalled,
  simulationComplete,
  timeStatus,
  withProgress,
} from '../abi/model-calls.ts';
import type { NativeLibrary } from '../abi/native-library.ts';
import { type FoundVariable, historyVariables, objectExtra, variableId } from '../abi/object-calls.ts';
import { sampleCount, sampleTimes } from '../abi/result-calls.ts';
import type { PeriodStruct, SimulationTimeStatus, TimeHistorySpecification } from '../abi/structs.ts';
import { periodStruct, WHOLE_SIMULATION } from './period-struct.ts';

/**
 * Where the log is kept while a model is loaded: as the library decides, left in the file and read on demand,
 * in memory, or on disk.
 */
export type Logging = 'default' | 'virtual' | 'memory' | 'disk';

export interface LoadSettings {
  /** Threads of the model's own; workers times threads is what a machine has to carry. */
  readonly threadCount: number;
  readonly logging: Logging;
  /** Called with a percentage while the load blocks; false cancels it. */
  readonly onProgress: ((percent: number) => boolean) | null;
}

const LOGGING_CALLS = {
  virtual: 'C_UseVirtualLogging',
  memory: 'C_ForceInMemoryLogging',
  disk: 'C_DisableInMemoryLogging',
} as const satisfies Record<Exclude<Logging, 'default'>, FunctionName>;

/** One object of the model with the variable names that were looked up so far. */
interface KnownObject extends FoundObject {
  readonly ids: Map<string, VariableId>;
  readonly units: Map<VariableId, string>;
  readonly enumerated: Map<string, readonly FoundVariable[]>;
}

/** A loaded simulation in terms of handles. Every name is looked up in the library once. */
export class LoadedModel {
  readonly handle: ModelHandle;
  readonly state: ModelState;
  readonly completeness: Completeness;
  readonly times: SimulationTimeStatus;
  readonly #library: NativeLibrary;
  readonly #objects = new Map<string, KnownObject>();
  #allTimes: Float64Array | null = null;
  #disposed = false;

  private constructor(library: NativeLibrary, handle: ModelHandle) {
    this.#library = library;
    this.handle = handle;
    this.state = modelState(library, handle);
    this.completeness = completenessOf(this.state, simulationComplete(library, handle));
    this.times = timeStatus(library, handle);
  }

  /** Blocks until the file is loaded. An unstable or a partial simulation loads without a fault. */
  static load(library: NativeLibrary, path: string, settings: LoadSettings): LoadedModel {
    const handle = createModel(library, settings.threadCount);
    try {
      const { logging, onProgress } = settings;
      if (logging !== 'default') library.call(LOGGING_CALLS[logging], handle);
      const load = (): void => library.call('C_LoadSimulationW', handle, path);
      if (onProgress === null) load();
      else withProgress(library, [handle, onProgress], load);
      return new LoadedModel(library, handle);
    } catch (error) {
      library.call('C_DestroyModel', handle);
      throw error;
    }
  }

  /** Every call goes through here: the address of a model that is gone may already be that of another. */
  get library(): NativeLibrary {
    if (!this.#disposed) return this.#library;
    throw new FaultError({
      code: 'MODEL_DISPOSED',
      message: 'The OrcaFlex model has been disposed of and cannot be used any more.',
      hint: 'Load the file again.',
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

  variables(object: KnownObject, at: Position | null): readonly FoundVariable[] {
    const place = at === null ? '' : positionText(at);
    const known = object.enumerated.get(place);
    if (known !== undefined) return known;
    const variables = historyVariables(this.library, object.handle, objectExtra(at));
    object.enumerated.set(place, variables);
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

  /** Units come with an enumeration; one is made only for a variable that no earlier one told of. */
  unit(object: KnownObject, id: VariableId, at: Position | null): string {
    if (!object.units.has(id)) this.variables(object, at);
    return object.units.get(id) ?? '';
  }

  specification(object: KnownObject, id: VariableId, at: Position | null): TimeHistorySpecification {
    return { ObjectHandle: object.handle, ObjectExtra: objectExtra(at), VarID: id };
  }

  /** Null for an instant that the simulation does not cover. */
  period(period: Period): PeriodStruct | null {
    const simulated = { start: this.times.StartTime, current: this.times.CurrentTime };
    return periodStruct(period, simulated, () => this.#wholeTimes());
  }

  sampleCount(period: PeriodStruct): number {
    return sampleCount(this.library, this.handle, period);
  }

  sampleTimes(period: PeriodStruct): Float64Array {
    return sampleTimes(this.library, [this.handle, this.sampleCount(period)], period);
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#library.call('C_DestroyModel', this.handle);
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

function completenessOf(state: ModelState, complete: boolean): Completeness {
  if (state === 'unstable') return 'unstable';
  return complete ? 'complete' : 'partial';
}
