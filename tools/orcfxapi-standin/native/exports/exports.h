/* Left out on purpose: everything of the interface that is not defined in an exports/*.c file is absent. */
#ifndef STANDIN_EXPORTS_H
#define STANDIN_EXPORTS_H

#include "interface/constants.h"
#include "model/counters.h"
#include "platform/platform.h"
#include "interface/structs.h"
#include "interface/text.h"
#include "interface/version.h"

#define API(type) STANDIN_EXPORT type STDCALL
/* Exports that came with version 11. In the library that emulates 10 nobody can find them. */
#if LIBRARY_MAJOR == 10
#define API_OF_11(type) type STDCALL
#else
#define API_OF_11(type) API(type)
#endif

typedef void(STDCALL *EnumerateObjects)(Handle model, const TObjectInfoW *object);
typedef void(STDCALL *EnumerateVars)(const TVarInfoW *variable);

#endif
