import type { CallbackAddress, CallbackData, ModelHandle, ObjectHandle, VariableId } from './handles.ts';
import type {
  CreateModelParams,
  ObjectExtra,
  ObjectInfo,
  PeriodStruct,
  SimulationTimeStatus,
  TimeHistorySpecification,
} from './structs.ts';

/** Typed arrays of length one (or of a text's length) are out parameters: the library writes into them in place. */
type Out = Int32Array;
type Status = Int32Array;
type Text = Uint16Array | null;

type OnObject = (model: ModelHandle, info: CallbackData) => void;
type OnVariable = (info: CallbackData) => void;

/** What each prototype below takes and gives in JavaScript. */
export interface Functions {
  C_GetDLLVersionW(required: Text, version: Uint16Array, ok: Out, status: Status): void;
  C_GetLastErrorStringW(text: Text): number;
  C_CreateModel(model: BigUint64Array, window: null, status: Status): void;
  C_CreateModel2(model: BigUint64Array, params: CreateModelParams, status: Status): void;
  C_DestroyModel(model: ModelHandle, status: Status): void;
  C_GetModelThreadCount(model: ModelHandle, status: Status): number;
  C_SetModelThreadCount(model: ModelHandle, count: number, status: Status): void;
  C_SetProgressHandler(model: ModelHandle, handler: CallbackAddress | null, status: Status): void;
  C_UseVirtualLogging(model: ModelHandle, status: Status): void;
  C_ForceInMemoryLogging(model: ModelHandle, status: Status): void;
  C_DisableInMemoryLogging(model: ModelHandle, status: Status): void;
  C_LoadSimulationW(model: ModelHandle, path: string, status: Status): void;
  C_GetFileCreatorVersionW(path: string, text: Text, status: Status): number;
  C_GetModelState(model: ModelHandle, state: Out, status: Status): void;
  C_GetSimulationComplete(model: ModelHandle, complete: Out, status: Status): void;
  C_GetSimulationTimeStatus(model: ModelHandle, times: Partial<SimulationTimeStatus>, status: Status): void;
  C_GetNumOfWarnings(model: ModelHandle, status: Status): number;
  C_GetWarningTextW(model: ModelHandle, index: number, stage: Out, text: Text, status: Status): number;
  C_EnumerateObjectsW(model: ModelHandle, each: OnObject, count: Out, status: Status): void;
  C_ObjectCalledW(model: ModelHandle, name: string, info: Partial<ObjectInfo>, status: Status): void;
  C_GetObjectTypeNameW(model: ModelHandle, type: number, text: Text, status: Status): number;
  C_GetVarIDW(object: ObjectHandle, name: string, id: Out, status: Status): void;
  C_EnumerateVars2W(
    object: ObjectHandle,
    extra: ObjectExtra | null,
    resultType: number,
    each: OnVariable,
    count: Out,
    status: Status,
  ): void;
  C_GetNodeArclengths(object: ObjectHandle, lengths: Float64Array | null, count: Out, status: Status): void;
  C_GetNumOfSamples(model: ModelHandle, period: PeriodStruct, status: Status): number;
  C_GetSampleTimes(model: ModelHandle, period: PeriodStruct, times: Float64Array, status: Status): void;
  C_GetTimeHistory2W(
    object: ObjectHandle,
    extra: ObjectExtra | null,
    period: PeriodStruct,
    id: VariableId,
    values: Float64Array,
    status: Status,
  ): void;
  C_GetMultipleTimeHistoriesW(
    count: number,
    specifications: readonly TimeHistorySpecification[],
    period: PeriodStruct,
    values: Float64Array,
    status: Status,
  ): void;
}

export type FunctionName = keyof Functions;

/** Every export that is used, as its C prototype; bound on first use, so that one that is absent hurts nobody else. */
export const PROTOTYPES: { readonly [Name in FunctionName]: string } = {
  C_GetDLLVersionW:
    'void __stdcall C_GetDLLVersionW(const uint16_t *required, uint16_t *version, int32_t *ok, int32_t *lpStatus)',
  C_GetLastErrorStringW: 'int32_t __stdcall C_GetLastErrorStringW(uint16_t *text)',
  C_CreateModel: 'void __stdcall C_CreateModel(void **model, void *window, int32_t *lpStatus)',
  C_CreateModel2:
    'void __stdcall C_CreateModel2(void **model, const TCreateModelParams *params, int32_t *lpStatus)',
  C_DestroyModel: 'void __stdcall C_DestroyModel(void *model, int32_t *lpStatus)',
  C_GetModelThreadCount: 'int32_t __stdcall C_GetModelThreadCount(void *model, int32_t *lpStatus)',
  C_SetModelThreadCount:
    'void __stdcall C_SetModelThreadCount(void *model, int32_t count, int32_t *lpStatus)',
  C_SetProgressHandler:
    'void __stdcall C_SetProgressHandler(void *model, TProgressHandlerProc *handler, int32_t *lpStatus)',
  C_UseVirtualLogging: 'void __stdcall C_UseVirtualLogging(void *model, int32_t *lpStatus)',
  C_ForceInMemoryLogging: 'void __stdcall C_ForceInMemoryLogging(void *model, int32_t *lpStatus)',
  C_DisableInMemoryLogging: 'void __stdcall C_DisableInMemoryLogging(void *model, int32_t *lpStatus)',
  C_LoadSimulationW: 'void __stdcall C_LoadSimulationW(void *model, const char16_t *path, int32_t *lpStatus)',
  C_GetFileCreatorVersionW:
    'int32_t __stdcall C_GetFileCreatorVersionW(const char16_t *path, uint16_t *text, int32_t *lpStatus)',
  C_GetModelState: 'void __stdcall C_GetModelState(void *model, int32_t *state, int32_t *lpStatus)',
  C_GetSimulationComplete:
    'void __stdcall C_GetSimulationComplete(void *model, int32_t *complete, int32_t *lpStatus)',
  C_GetSimulationTimeStatus:
    'void __stdcall C_GetSimulationTimeStatus(void *model, _Out_ TSimulationTimeStatus *times, int32_t *lpStatus)',
  C_GetNumOfWarnings: 'int32_t __stdcall C_GetNumOfWarnings(void *model, int32_t *lpStatus)',
  C_GetWarningTextW:
    'int32_t __stdcall C_GetWarningTextW(void *model, int32_t index, int32_t *stage, uint16_t *text, int32_t *lpStatus)',
  C_EnumerateObjectsW:
    'void __stdcall C_EnumerateObjectsW(void *model, TEnumerateObjectsProcW *each, int32_t *count, int32_t *lpStatus)',
  C_ObjectCalledW:
    'void __stdcall C_ObjectCalledW(void *model, const char16_t *name, _Out_ TObjectInfoW *info, int32_t *lpStatus)',
  C_GetObjectTypeNameW:
    'int32_t __stdcall C_GetObjectTypeNameW(void *model, int32_t type, uint16_t *text, int32_t *lpStatus)',
  C_GetVarIDW:
    'void __stdcall C_GetVarIDW(void *object, const char16_t *name, int32_t *id, int32_t *lpStatus)',
  C_EnumerateVars2W:
    'void __stdcall C_EnumerateVars2W(void *object, const TObjectExtra2W *extra, int32_t resultType, TEnumerateVarsProcW *each, int32_t *count, int32_t *lpStatus)',
  C_GetNodeArclengths:
    'void __stdcall C_GetNodeArclengths(void *object, double *lengths, int32_t *count, int32_t *lpStatus)',
  C_GetNumOfSamples:
    'int32_t __stdcall C_GetNumOfSamples(void *model, const TPeriod *period, int32_t *lpStatus)',
  C_GetSampleTimes:
    'void __stdcall C_GetSampleTimes(void *model, const TPeriod *period, double *times, int32_t *lpStatus)',
  C_GetTimeHistory2W:
    'void __stdcall C_GetTimeHistory2W(void *object, const TObjectExtra2W *extra, const TPeriod *period, int32_t id, double *values, int32_t *lpStatus)',
  C_GetMultipleTimeHistoriesW:
    'void __stdcall C_GetMultipleTimeHistoriesW(int32_t count, const TTimeHistorySpecificationW *specifications, const TPeriod *period, double *values, int32_t *lpStatus)',
};
