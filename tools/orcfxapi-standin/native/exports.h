/* Left out on purpose: everything of the interface that is not defined in an exports_*.c file is absent. */
#ifndef STANDIN_EXPORTS_H
#define STANDIN_EXPORTS_H

#include "platform.h"
#include "structs.h"

#define API(type) STANDIN_EXPORT type STDCALL
#define VERSION_TEXT "11.3-standin"

typedef void(STDCALL *EnumerateObjects)(Handle model, const TObjectInfoW *object);
typedef void(STDCALL *EnumerateVars)(const TVarInfoW *variable);

#endif
