import koffi from 'koffi';
import { collect } from '../callback-guard.ts';
import { MODEL_PROPERTY, MODEL_STATES, type ModelState } from '../constants.ts';
import type { CallbackAddress, CallbackData, ModelHandle, ObjectHandle } from '../handles.ts';
import type { StructOut, StructValue } from '../kinds.ts';
import type { NativeLibrary } from '../native-library.ts';
import { outHandle, outInt } from '../out.ts';
import { STRUCTS } from '../struct-table.ts';

/** Creates a model with `threadCount` threads. Older libraries take the number only after creation. */
export function createModel(library: NativeLibrary, threadCount: number): ModelHandle {
  const handle = outHandle();
  if (library.has('C_CreateModel2')) {
    const params = { Size: STRUCTS.TCreateModelParams.size, ThreadCount: threadCount };
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

export function timeStatus(library: NativeLibrary, model: ModelHandle): StructValue<'TSimulationTimeStatus'> {
  const times: StructOut<'TSimulationTimeStatus'> = {};
  library.call('C_GetSimulationTimeStatus', model, times);
  return times as StructValue<'TSimulationTimeStatus'>;
}

/** Null if this library or this model does not have the property. */
export function modelFlag(
  library: NativeLibrary,
  model: ModelHandle,
  property: keyof typeof MODEL_PROPERTY,
): boolean | null {
  if (!library.has('C_GetModelProperty')) return null;
  const value = outInt();
  library.call('C_GetModelProperty', model, MODEL_PROPERTY[property], value);
  return value[0] !== 0;
}

/** A warning of the model, and the stage it was issued in. */
export interface ModelWarning {
  readonly text: string;
  readonly stage: number;
}

/** Up to `most` warnings, and the number of all warnings. */
export function modelWarnings(
  library: NativeLibrary,
  model: ModelHandle,
  most: number,
): { readonly count: number; readonly warnings: readonly ModelWarning[] } {
  const count = library.call('C_GetNumOfWarnings', model);
  const stage = outInt();
  const warnings = Array.from({ length: Math.min(count, most) }, (_, index) => {
    const text = library.text('C_GetWarningTextW', model, index, stage);
    return { text, stage: stage[0] ?? 0 };
  });
  return { count, warnings };
}

export interface FoundObject {
  readonly handle: ObjectHandle;
  readonly name: string;
  readonly type: number;
}

/** Fault `ORCFXAPI_NO_SUCH_OBJECT` if no object has this name. */
export function objectCalled(library: NativeLibrary, model: ModelHandle, name: string): FoundObject {
  const info: StructOut<'TObjectInfoW'> = {};
  library.call('C_ObjectCalledW', model, name, info);
  return found(info as StructValue<'TObjectInfoW'>);
}

/** All objects, in the model's order. */
export function allObjects(library: NativeLibrary, model: ModelHandle): FoundObject[] {
  const objects: FoundObject[] = [];
  collect((keep) => {
    const each = keep((_model: bigint, info: CallbackData) =>
      objects.push(found(koffi.decode(info, 'TObjectInfoW'))),
    );
    library.call('C_EnumerateObjectsW', model, each, outInt());
  });
  return objects;
}

/**
 * Runs a call with the progress handler set. A handler that returns false cancels the call, which then ends with
 * `ORCFXAPI_OPERATION_CANCELLED`.
 */
export function withProgress(
  library: NativeLibrary,
  { model, onProgress }: { readonly model: ModelHandle; readonly onProgress: (percent: number) => boolean },
  run: () => void,
): void {
  collect((keep) => {
    const handler = keep((_model: bigint, percent: number, cancel: bigint) => {
      // A handler that throws must cancel too, so the flag is set before the handler runs.
      koffi.encode(cancel, 'int32_t', 1);
      if (onProgress(percent)) koffi.encode(cancel, 'int32_t', 0);
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

function found(info: StructValue<'TObjectInfoW'>): FoundObject {
  return { handle: info.ObjectHandle as ObjectHandle, name: info.ObjectName, type: info.ObjectType };
}
