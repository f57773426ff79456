import koffi from 'koffi';
import { MODEL_STATES, type ModelState } from './constants.ts';
import type { CallbackAddress, ModelHandle, ObjectHandle } from './handles.ts';
import type { NativeLibrary } from './native-library.ts';
import { type ObjectInfo, type SimulationTimeStatus, structSize } from './structs.ts';

/** A model with so many threads of its own; older libraries are told after the creation. */
export function createModel(library: NativeLibrary, threadCount: number): ModelHandle {
  const handle = new BigUint64Array(1);
  if (library.has('C_CreateModel2')) {
    const params = { Size: structSize('TCreateModelParams'), ThreadCount: threadCount };
    library.call('C_CreateModel2', handle, params);
    return handle[0] as ModelHandle;
  }
  library.call('C_CreateModel', handle, null);
  const model = handle[0] as ModelHandle;
  try {
    library.call('C_SetModelThreadCount', model, threadCount);
  } catch (error) {
    library.call('C_DestroyModel', model);
    throw error;
  }
  return model;
}

export function modelState(library: NativeLibrary, model: ModelHandle): ModelState {
  const state = outInt();
  library.call('C_GetModelState', model, state);
  return MODEL_STATES[state[0] ?? 0] ?? 'reset';
}

export function simulationComplete(library: NativeLibrary, model: ModelHandle): boolean {
  const complete = outInt();
  library.call('C_GetSimulationComplete', model, complete);
  return complete[0] !== 0;
}

export function timeStatus(library: NativeLibrary, model: ModelHandle): SimulationTimeStatus {
  const times: Partial<SimulationTimeStatus> = {};
  library.call('C_GetSimulationTimeStatus', model, times);
  return times as SimulationTimeStatus;
}

/** The texts of at most `most` warnings, and how many there are. */
export function modelWarnings(
  library: NativeLibrary,
  model: ModelHandle,
  most: number,
): { readonly count: number; readonly texts: readonly string[] } {
  const count = library.call('C_GetNumOfWarnings', model);
  const stage = outInt();
  const texts = Array.from({ length: Math.min(count, most) }, (_, index) =>
    library.text('C_GetWarningTextW', model, index, stage),
  );
  return { count, texts };
}

export interface FoundObject {
  readonly handle: ObjectHandle;
  readonly name: string;
  readonly type: number;
}

/** Fault `ORCFXAPI_NO_SUCH_OBJECT` when there is none of this name. */
export function objectCalled(library: NativeLibrary, model: ModelHandle, name: string): FoundObject {
  const info: Partial<ObjectInfo> = {};
  library.call('C_ObjectCalledW', model, name, info);
  return found(info as ObjectInfo);
}

/** All objects in the model's own order. */
export function allObjects(library: NativeLibrary, model: ModelHandle): FoundObject[] {
  const objects: FoundObject[] = [];
  collect((keep) => {
    const each = keep((_model, info) => objects.push(found(koffi.decode(info, 'TObjectInfoW'))));
    library.call('C_EnumerateObjectsW', model, each, outInt());
  });
  return objects;
}

/**
 * Runs a call with the percent handler set. A handler that returns false cancels the call, which then ends
 * with `ORCFXAPI_OPERATION_CANCELLED`.
 */
export function withProgress(
  library: NativeLibrary,
  [model, onProgress]: readonly [ModelHandle, (percent: number) => boolean],
  run: () => void,
): void {
  collect((keep) => {
    const handler = keep((_model: ModelHandle, percent: number, cancel: bigint) => {
      if (!onProgress(percent)) koffi.encode(cancel, 'int32_t', 1);
    });
    const address = koffi.register(handler, 'TProgressHandlerProc *') as CallbackAddress;
    try {
      library.call('C_SetProgressHandler', model, address);
      run();
    } finally {
      library.call('C_SetProgressHandler', model, null);
      koffi.unregister(address);
    }
  });
}

/** An out parameter for one 32-bit number. */
export function outInt(): Int32Array {
  return new Int32Array(1);
}

/**
 * An exception cannot pass through the library: the callbacks that `keep` wraps store the first one and do
 * nothing from then on; it is thrown when the call is over.
 */
export function collect(
  run: (
    keep: <Args extends readonly unknown[]>(callback: (...args: Args) => unknown) => (...args: Args) => void,
  ) => void,
): void {
  let failure: { readonly error: unknown } | null = null;
  run((callback) => (...args) => {
    if (failure !== null) return;
    try {
      callback(...args);
    } catch (error) {
      failure = { error };
    }
  });
  const thrown = failure as { readonly error: unknown } | null;
  if (thrown !== null) throw thrown.error;
}

function found(info: ObjectInfo): FoundObject {
  return { handle: info.ObjectHandle, name: info.ObjectName, type: info.ObjectType };
}
