/* Everything of the interface that is not defined in a file of this folder is absent on purpose. */
#ifndef STANDIN_EXPORTS_H
#define STANDIN_EXPORTS_H

#include "interface/constants.h"
#include "model/counters.h"
#include "platform/platform.h"
#include "interface/structs.h"
#include "interface/text.h"
#include "interface/version.h"

#define API(type) STANDIN_EXPORT type STDCALL
/* Exports that came with version 11. The library that emulates version 10 hides them. */
#if LIBRARY_MAJOR == 10
#define API_OF_11(type) type STDCALL
#else
#define API_OF_11(type) API(type)
#endif

typedef void(STDCALL *EnumerateObjects)(Handle model, const TObjectInfoW *object);
typedef void(STDCALL *EnumerateVars)(const TVarInfoW *variable);

#endif
