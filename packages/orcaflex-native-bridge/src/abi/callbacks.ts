/** The types of the functions that the library calls. Strings and structs in them are valid only during the call. */
export const CALLBACKS = {
  TEnumerateObjectsProcW: 'void __stdcall TEnumerateObjectsProcW(void *model, const TObjectInfoW *info)',
  TEnumerateVarsProcW: 'void __stdcall TEnumerateVarsProcW(const TVarInfoW *info)',
  TProgressHandlerProc: 'void __stdcall TProgressHandlerProc(void *model, int32_t percent, int32_t *cancel)',
  TStringProgressHandlerProcW:
    'void __stdcall TStringProgressHandlerProcW(void *model, const char16_t *text, int32_t *cancel)',
  TDynamicsProgressHandlerProc:
    'void __stdcall TDynamicsProgressHandlerProc(void *model, double time, double start, double stop, int32_t *cancel)',
  TLicenceNotFoundHandlerProc:
    'void __stdcall TLicenceNotFoundHandlerProc(int32_t action, int32_t *attemptReconnection, intptr_t *data)',
  TCorrectExternalFileReferencesProc: 'void __stdcall TCorrectExternalFileReferencesProc(void *model)',
  TSolveEquationCalcYProc:
    'double __stdcall TSolveEquationCalcYProc(intptr_t data, double x, int32_t *status)',
} as const;

export type CallbackName = keyof typeof CALLBACKS;
