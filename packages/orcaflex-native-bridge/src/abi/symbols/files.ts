/** Files, buffers and where the log is kept. */
export const FILE_SYMBOLS = {
  C_LoadSimulationW: {
    returns: 'void',
    args: ['model', 'text', 'status'],
    prototype: 'void __stdcall C_LoadSimulationW(void *model, const char16_t *path, int32_t *lpStatus)',
  },
  C_LoadSimulationMem: {
    returns: 'void',
    args: ['model', 'bytes', 'int64', 'status'],
    prototype:
      'void __stdcall C_LoadSimulationMem(void *model, const uint8_t *bytes, int64_t length, int32_t *lpStatus)',
  },
  C_LoadDataW: {
    returns: 'void',
    args: ['model', 'text', 'status'],
    prototype: 'void __stdcall C_LoadDataW(void *model, const char16_t *path, int32_t *lpStatus)',
  },
  C_LoadDataMem: {
    returns: 'void',
    args: ['model', 'int', 'bytes', 'int64', 'status'],
    prototype:
      'void __stdcall C_LoadDataMem(void *model, int32_t dataFileType, const uint8_t *bytes, int64_t length, int32_t *lpStatus)',
  },
  C_SaveSimulationW: {
    returns: 'void',
    args: ['model', 'text', 'status'],
    prototype: 'void __stdcall C_SaveSimulationW(void *model, const char16_t *path, int32_t *lpStatus)',
  },
  C_SaveSimulationMem: {
    returns: 'void',
    args: ['model', 'buffer*', 'int64*', 'status'],
    prototype:
      'void __stdcall C_SaveSimulationMem(void *model, void **buffer, int64_t *length, int32_t *lpStatus)',
  },
  C_GetBinaryFileTypeW: {
    returns: 'void',
    args: ['text', 'int*', 'status'],
    prototype: 'void __stdcall C_GetBinaryFileTypeW(const char16_t *path, int32_t *type, int32_t *lpStatus)',
  },
  C_GetFileCreatorVersionW: {
    returns: 'int',
    args: ['text', 'text*', 'status'],
    prototype:
      'int32_t __stdcall C_GetFileCreatorVersionW(const char16_t *path, uint16_t *text, int32_t *lpStatus)',
  },
  C_GetRestartParentFileNameW: {
    returns: 'void',
    args: ['text', 'buffer*', 'int64*', 'status'],
    prototype:
      'void __stdcall C_GetRestartParentFileNameW(const char16_t *path, void **buffer, int64_t *length, int32_t *lpStatus)',
  },
  C_CopyBuffer: {
    returns: 'void',
    args: ['buffer', 'bytes', 'int64', 'status'],
    prototype:
      'void __stdcall C_CopyBuffer(void *buffer, uint8_t *destination, int64_t length, int32_t *lpStatus)',
  },
  C_FreeBuffer: {
    returns: 'void',
    args: ['buffer', 'status'],
    prototype: 'void __stdcall C_FreeBuffer(void *buffer, int32_t *lpStatus)',
  },
  C_UseVirtualLogging: {
    returns: 'void',
    args: ['model', 'status'],
    prototype: 'void __stdcall C_UseVirtualLogging(void *model, int32_t *lpStatus)',
  },
  C_DisableInMemoryLogging: {
    returns: 'void',
    args: ['model', 'status'],
    prototype: 'void __stdcall C_DisableInMemoryLogging(void *model, int32_t *lpStatus)',
  },
  C_ForceInMemoryLogging: {
    returns: 'void',
    args: ['model', 'status'],
    prototype: 'void __stdcall C_ForceInMemoryLogging(void *model, int32_t *lpStatus)',
    optional: true,
  },
  C_DefaultInMemoryLogging: {
    returns: 'void',
    args: ['model', 'status'],
    prototype: 'void __stdcall C_DefaultInMemoryLogging(void *model, int32_t *lpStatus)',
    optional: true,
  },
  C_SaveSpreadsheetW: {
    returns: 'void',
    args: ['handle', 'int', 'any*', 'text', 'status'],
    prototype:
      'void __stdcall C_SaveSpreadsheetW(void *handle, int32_t kind, void *parameters, const char16_t *path, int32_t *lpStatus)',
  },
  C_SaveSpreadsheetMem: {
    returns: 'void',
    args: ['handle', 'int', 'int', 'any*', 'buffer*', 'int64*', 'status'],
    prototype:
      'void __stdcall C_SaveSpreadsheetMem(void *handle, int32_t kind, int32_t fileType, void *parameters, void **buffer, int64_t *length, int32_t *lpStatus)',
  },
  C_ExecutePostCalculationActionsW: {
    returns: 'void',
    args: ['model', 'text', 'TStringProgressHandlerProcW', 'int', 'bool', 'status'],
    prototype:
      'void __stdcall C_ExecutePostCalculationActionsW(void *model, const char16_t *simulation, TStringProgressHandlerProcW *progress, int32_t action, int32_t errorsAsWarnings, int32_t *lpStatus)',
  },
} as const;
