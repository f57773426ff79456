/* The library as a whole. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "exports/exports.h"
#include "model/model.h"
#include "model/modules.h"
#include "model/seats.h"
#include "interface/struct_table.h"

API(void) C_GetDLLVersionW(const Wide *required, Wide *version, int32_t *ok, int32_t *lpStatus) {
  ENTER;
  int wanted_major = 0;
  int wanted_minor = 0;
  char *wanted = text_narrow(required);
  if (wanted) sscanf(wanted, "%d.%d", &wanted_major, &wanted_minor);
  free(wanted);
  if (ok) *ok = wanted_major < LIBRARY_MAJOR || (wanted_major == LIBRARY_MAJOR && wanted_minor <= LIBRARY_MINOR);
  if (version) text_widen(VERSION_TEXT, version, 16);
  succeed(lpStatus);
}

API(int32_t) C_GetLastErrorStringW(Wide *buffer) {
  ENTER;
  return text_give(last_error(), buffer);
}

API_OF_11(void) C_FinaliseLibrary(int32_t *lpStatus) {
  ENTER;
  model_destroy_all();
  counters_flush();
  succeed(lpStatus);
}

API_OF_11(void) C_SetLibraryPolicyW(const Wide *name, const Wide *value, int32_t *lpStatus) {
  ENTER;
  (void)value;
  if (!name || !name[0]) {
    fail(lpStatus, stInvalidParameter, "A policy needs a name.");
    return;
  }
  succeed(lpStatus);
}

API(void) C_RegisterLicenceNotFoundHandler(LicenceNotFoundHandler handler, int32_t *lpStatus) {
  ENTER;
  seat_handler(handler);
  succeed(lpStatus);
}

static int check_module(int32_t module, int32_t *lpStatus) {
  return module_known(module) ? stOK : fail(lpStatus, stInvalidModule, "There is no module %d.", (int)module);
}

API(void) C_DisableModule(int32_t module, int32_t *lpStatus) {
  ENTER;
  if (check_module(module, lpStatus) != stOK) return;
  module_disable(module);
  succeed(lpStatus);
}

API(int32_t) C_ModuleEnabled(Handle handle, int32_t module, int32_t *lpStatus) {
  ENTER;
  if (!model_from(handle, lpStatus) || check_module(module, lpStatus) != stOK) return 0;
  succeed(lpStatus);
  return module_enabled(module);
}

API(double) OrcinaDefaultReal(void) { return DEFAULT_REAL; }
API(double) OrcinaInfinity(void) { return 1e308; }
API(double) OrcinaUndefinedReal(void) { return UNDEFINED_REAL; }
API(double) OrcinaNullReal(void) { return -4.5e307; }
API(double) OrcinaDittoReal(void) { return -5.5e307; }

static int32_t give_bytes(const char *text, char *buffer, int32_t length) {
  int32_t needed = (int32_t)strlen(text) + 1;
  if (buffer && length >= needed) memcpy(buffer, text, (size_t)needed);
  return needed;
}

/* Not part of the interface: JSON as bytes. Returns the length with the NUL; copies if the buffer is long enough. */
API(int32_t) Standin_StructTable(char *buffer, int32_t length) {
  return give_bytes(struct_table_json(), buffer, length);
}

API(int32_t) Standin_Counters(char *buffer, int32_t length) {
  char *json = counters_json();
  int32_t needed = give_bytes(json ? json : "{}", buffer, length);
  free(json);
  return needed;
}
