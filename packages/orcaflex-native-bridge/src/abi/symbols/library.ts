/** The library itself and its models. */
export const LIBRARY_SYMBOLS = {
  C_GetDLLVersionW: {
    returns: 'void',
    args: ['text?', 'text*', 'int*', 'status'],
    prototype:
      'void __stdcall C_GetDLLVersionW(const char16_t *required, uint16_t *version, int32_t *ok, int32_t *lpStatus)',
  },
  C_FinaliseLibrary: {
    returns: 'void',
    args: ['status'],
    prototype: 'void __stdcall C_FinaliseLibrary(int32_t *lpStatus)',
    optional: true,
  },
  C_SetLibraryPolicyW: {
    returns: 'void',
    args: ['text', 'text?', 'status'],
    prototype:
      'void __stdcall C_SetLibraryPolicyW(const char16_t *name, const char16_t *value, int32_t *lpStatus)',
    optional: true,
  },
  C_GetLastErrorStringW: {
    returns: 'int',
    args: ['text*'],
    prototype: 'int32_t __stdcall C_GetLastErrorStringW(uint16_t *text)',
  },
  C_RegisterLicenceNotFoundHandler: {
    returns: 'void',
    args: ['TLicenceNotFoundHandlerProc', 'status'],
    prototype:
      'void __stdcall C_RegisterLicenceNotFoundHandler(TLicenceNotFoundHandlerProc *handler, int32_t *lpStatus)',
  },
  C_DisableModule: {
    returns: 'void',
    args: ['int', 'status'],
    prototype: 'void __stdcall C_DisableModule(int32_t module, int32_t *lpStatus)',
  },
  C_ModuleEnabled: {
    returns: 'bool',
    args: ['model', 'int', 'status'],
    prototype: 'int32_t __stdcall C_ModuleEnabled(void *model, int32_t module, int32_t *lpStatus)',
  },
  C_CreateModel: {
    returns: 'void',
    args: ['model*', 'window', 'status'],
    prototype: 'void __stdcall C_CreateModel(void **model, void *window, int32_t *lpStatus)',
  },
  C_CreateModel2: {
    returns: 'void',
    args: ['model*', 'in? TCreateModelParams', 'status'],
    prototype:
      'void __stdcall C_CreateModel2(void **model, const TCreateModelParams *params, int32_t *lpStatus)',
  },
  C_DestroyModel: {
    returns: 'void',
    args: ['model', 'status'],
    prototype: 'void __stdcall C_DestroyModel(void *model, int32_t *lpStatus)',
  },
  C_ClearModel: {
    returns: 'void',
    args: ['model', 'status'],
    prototype: 'void __stdcall C_ClearModel(void *model, int32_t *lpStatus)',
  },
  C_ResetModel: {
    returns: 'void',
    args: ['model', 'status'],
    prototype: 'void __stdcall C_ResetModel(void *model, int32_t *lpStatus)',
  },
  C_AttachToThread: {
    returns: 'void',
    args: ['model', 'status'],
    prototype: 'void __stdcall C_AttachToThread(void *model, int32_t *lpStatus)',
    optional: true,
  },
  C_DetachFromThread: {
    returns: 'void',
    args: ['model', 'status'],
    prototype: 'void __stdcall C_DetachFromThread(void *model, int32_t *lpStatus)',
    optional: true,
  },
  C_GetModelThreadCount: {
    returns: 'int',
    args: ['model', 'status'],
    prototype: 'int32_t __stdcall C_GetModelThreadCount(void *model, int32_t *lpStatus)',
  },
  C_SetModelThreadCount: {
    returns: 'void',
    args: ['model', 'int', 'status'],
    prototype: 'void __stdcall C_SetModelThreadCount(void *model, int32_t count, int32_t *lpStatus)',
  },
  C_SetProgressHandler: {
    returns: 'void',
    args: ['model', 'TProgressHandlerProc', 'status'],
    prototype:
      'void __stdcall C_SetProgressHandler(void *model, TProgressHandlerProc *handler, int32_t *lpStatus)',
  },
  C_SetCorrectExternalFileReferencesHandler: {
    returns: 'void',
    args: ['model', 'TCorrectExternalFileReferencesProc', 'status'],
    prototype:
      'void __stdcall C_SetCorrectExternalFileReferencesHandler(void *model, TCorrectExternalFileReferencesProc *handler, int32_t *lpStatus)',
  },
  OrcinaDefaultReal: {
    returns: 'double',
    args: [],
    prototype: 'double __stdcall OrcinaDefaultReal()',
  },
  OrcinaInfinity: { returns: 'double', args: [], prototype: 'double __stdcall OrcinaInfinity()' },
  OrcinaUndefinedReal: { returns: 'double', args: [], prototype: 'double __stdcall OrcinaUndefinedReal()' },
  OrcinaNullReal: { returns: 'double', args: [], prototype: 'double __stdcall OrcinaNullReal()' },
  OrcinaDittoReal: { returns: 'double', args: [], prototype: 'double __stdcall OrcinaDittoReal()' },
} as const;
