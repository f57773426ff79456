/** The state of a model, its warnings and properties, and its objects. */
export const MODEL_SYMBOLS = {
  C_GetModelState: {
    returns: 'void',
    args: ['model', 'int*', 'status'],
    prototype: 'void __stdcall C_GetModelState(void *model, int32_t *state, int32_t *lpStatus)',
  },
  C_GetSimulationComplete: {
    returns: 'void',
    args: ['model', 'bool*', 'status'],
    prototype: 'void __stdcall C_GetSimulationComplete(void *model, int32_t *complete, int32_t *lpStatus)',
  },
  C_GetSimulationTimeStatus: {
    returns: 'void',
    args: ['model', 'out TSimulationTimeStatus', 'status'],
    prototype:
      'void __stdcall C_GetSimulationTimeStatus(void *model, _Out_ TSimulationTimeStatus *times, int32_t *lpStatus)',
  },
  C_GetSimulationTimeToGo: {
    returns: 'double',
    args: ['model', 'status'],
    prototype: 'double __stdcall C_GetSimulationTimeToGo(void *model, int32_t *lpStatus)',
  },
  C_GetSimulationDrawTime: {
    returns: 'double',
    args: ['model', 'status'],
    prototype: 'double __stdcall C_GetSimulationDrawTime(void *model, int32_t *lpStatus)',
  },
  C_PauseSimulation: {
    returns: 'void',
    args: ['model', 'status'],
    prototype: 'void __stdcall C_PauseSimulation(void *model, int32_t *lpStatus)',
  },
  C_GetNumOfWarnings: {
    returns: 'int',
    args: ['model', 'status'],
    prototype: 'int32_t __stdcall C_GetNumOfWarnings(void *model, int32_t *lpStatus)',
  },
  C_GetWarningTextW: {
    returns: 'int',
    args: ['model', 'int', 'int*', 'text*', 'status'],
    prototype:
      'int32_t __stdcall C_GetWarningTextW(void *model, int32_t index, int32_t *stage, uint16_t *text, int32_t *lpStatus)',
  },
  C_GetModelProperty: {
    returns: 'void',
    args: ['handle', 'int', 'any*', 'status'],
    prototype:
      'void __stdcall C_GetModelProperty(void *handle, int32_t property, void *value, int32_t *lpStatus)',
  },
  C_EnumerateObjectsW: {
    returns: 'void',
    args: ['model', 'TEnumerateObjectsProcW', 'int*', 'status'],
    prototype:
      'void __stdcall C_EnumerateObjectsW(void *model, TEnumerateObjectsProcW *each, int32_t *count, int32_t *lpStatus)',
  },
  C_ObjectCalledW: {
    returns: 'void',
    args: ['model', 'text', 'out TObjectInfoW', 'status'],
    prototype:
      'void __stdcall C_ObjectCalledW(void *model, const char16_t *name, _Out_ TObjectInfoW *info, int32_t *lpStatus)',
  },
  C_GetObjectTypeFromHandle: {
    returns: 'void',
    args: ['object', 'int*', 'status'],
    prototype: 'void __stdcall C_GetObjectTypeFromHandle(void *object, int32_t *type, int32_t *lpStatus)',
  },
  C_GetObjectTypeNameW: {
    returns: 'int',
    args: ['model', 'int', 'text*', 'status'],
    prototype:
      'int32_t __stdcall C_GetObjectTypeNameW(void *model, int32_t type, uint16_t *text, int32_t *lpStatus)',
  },
  C_GetModelHandle: {
    returns: 'void',
    args: ['object', 'model*', 'status'],
    prototype: 'void __stdcall C_GetModelHandle(void *object, void **model, int32_t *lpStatus)',
  },
} as const;
