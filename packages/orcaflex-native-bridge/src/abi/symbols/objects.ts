/** Data, variables and positions of an object. */
export const OBJECT_SYMBOLS = {
  C_GetDataTypeW: {
    returns: 'void',
    args: ['handle', 'text', 'int*', 'status'],
    prototype:
      'void __stdcall C_GetDataTypeW(void *handle, const char16_t *name, int32_t *type, int32_t *lpStatus)',
  },
  C_GetVariableDataTypeW: {
    returns: 'void',
    args: ['handle', 'text', 'int', 'int*', 'status'],
    prototype:
      'void __stdcall C_GetVariableDataTypeW(void *handle, const char16_t *name, int32_t index, int32_t *type, int32_t *lpStatus)',
  },
  C_GetDataDoubleW: {
    returns: 'void',
    args: ['handle', 'text', 'int', 'double*', 'status'],
    prototype:
      'void __stdcall C_GetDataDoubleW(void *handle, const char16_t *name, int32_t index, double *value, int32_t *lpStatus)',
  },
  C_GetDataIntegerW: {
    returns: 'void',
    args: ['handle', 'text', 'int', 'int*', 'status'],
    prototype:
      'void __stdcall C_GetDataIntegerW(void *handle, const char16_t *name, int32_t index, int32_t *value, int32_t *lpStatus)',
  },
  C_GetDataStringW: {
    returns: 'int',
    args: ['handle', 'text', 'int', 'text*', 'status'],
    prototype:
      'int32_t __stdcall C_GetDataStringW(void *handle, const char16_t *name, int32_t index, uint16_t *text, int32_t *lpStatus)',
  },
  C_GetDataRowCountW: {
    returns: 'void',
    args: ['handle', 'text', 'int*', 'status'],
    prototype:
      'void __stdcall C_GetDataRowCountW(void *handle, const char16_t *name, int32_t *count, int32_t *lpStatus)',
  },
  C_GetVarIDW: {
    returns: 'void',
    args: ['object', 'text', 'int*', 'status'],
    prototype:
      'void __stdcall C_GetVarIDW(void *object, const char16_t *name, int32_t *id, int32_t *lpStatus)',
  },
  C_EnumerateVars2W: {
    returns: 'void',
    args: ['object', 'in? TObjectExtra2W', 'int', 'TEnumerateVarsProcW', 'int*', 'status'],
    prototype:
      'void __stdcall C_EnumerateVars2W(void *object, const TObjectExtra2W *extra, int32_t resultType, TEnumerateVarsProcW *each, int32_t *count, int32_t *lpStatus)',
  },
  C_GetObjectExtraFieldRequired: {
    returns: 'void',
    args: ['object', 'id', 'int', 'bool*', 'status'],
    prototype:
      'void __stdcall C_GetObjectExtraFieldRequired(void *object, int32_t id, int32_t field, int32_t *required, int32_t *lpStatus)',
  },
  C_GetRequiredObjectExtraFields: {
    returns: 'void',
    args: ['object', 'id', 'int*', 'status'],
    prototype:
      'void __stdcall C_GetRequiredObjectExtraFields(void *object, int32_t id, int32_t *fields, int32_t *lpStatus)',
    optional: true,
  },
  C_GetLineResultPoints: {
    returns: 'void',
    args: ['object', 'id', 'int*', 'status'],
    prototype:
      'void __stdcall C_GetLineResultPoints(void *object, int32_t id, int32_t *points, int32_t *lpStatus)',
    optional: true,
  },
  C_GetUnitsConversionFactorW: {
    returns: 'void',
    args: ['handle', 'text', 'double*', 'status'],
    prototype:
      'void __stdcall C_GetUnitsConversionFactorW(void *handle, const char16_t *units, double *factor, int32_t *lpStatus)',
    optional: true,
  },
  C_GetNodeArclengths: {
    returns: 'void',
    args: ['object', 'double*', 'int*', 'status'],
    prototype:
      'void __stdcall C_GetNodeArclengths(void *object, double *lengths, int32_t *count, int32_t *lpStatus)',
  },
} as const;
