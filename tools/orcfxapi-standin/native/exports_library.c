/* The library, its models and its files. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "constants.h"
#include "exports.h"
#include "model.h"
#include "struct_table.h"
#include "text.h"

API(void) C_GetDLLVersionW(const Wide *required, Wide *version, int32_t *ok, int32_t *lpStatus) {
  int wanted_major = 0;
  int wanted_minor = 0;
  char *wanted = text_narrow(required);
  if (wanted) sscanf(wanted, "%d.%d", &wanted_major, &wanted_minor);
  free(wanted);
  if (ok) *ok = wanted_major < 11 || (wanted_major == 11 && wanted_minor <= 3);
  if (version) text_widen(VERSION_TEXT, version, 16);
  succeed(lpStatus);
}

API(int32_t) C_GetLastErrorStringW(Wide *buffer) { return text_give(last_error(), buffer); }

API(void) C_FinaliseLibrary(int32_t *lpStatus) {
  model_destroy_all();
  succeed(lpStatus);
}

static void create(Handle *model, int32_t threads, int32_t *lpStatus) {
  if (!model) {
    fail(lpStatus, stInvalidParameter, "There is nowhere to put the new model's handle.");
    return;
  }
  const Model *created = model_create(threads);
  if (!created) {
    fail(lpStatus, stCreateModelError, "There is no memory for a model.");
    return;
  }
  *model = model_handle(created);
  succeed(lpStatus);
}

API(void) C_CreateModel(Handle *model, void *window, int32_t *lpStatus) {
  (void)window;
  create(model, -1, lpStatus);
}

API(void) C_CreateModel2(Handle *model, const TCreateModelParams *params, int32_t *lpStatus) {
  int32_t threads = -1;
  if (params) {
    if (params->Size < (int32_t)sizeof *params) {
      fail(lpStatus, stStructureSizeTooSmall, "Model parameters of %d bytes are too small.", (int)params->Size);
      return;
    }
    if (params->Size > (int32_t)sizeof *params) {
      fail(lpStatus, stInvalidStructureSize, "Model parameters of %d bytes are no known version.", (int)params->Size);
      return;
    }
    threads = params->ThreadCount;
  }
  create(model, threads, lpStatus);
}

API(void) C_DestroyModel(Handle handle, int32_t *lpStatus) {
  Model *model = model_from(handle, lpStatus);
  if (!model) return;
  model_destroy(model);
  succeed(lpStatus);
}

API(int32_t) C_GetModelThreadCount(Handle handle, int32_t *lpStatus) {
  Model *model = model_from(handle, lpStatus);
  if (!model) return 0;
  succeed(lpStatus);
  return model->thread_count;
}

API(void) C_SetModelThreadCount(Handle handle, int32_t count, int32_t *lpStatus) {
  Model *model = model_from(handle, lpStatus);
  if (!model) return;
  if (count < 1) {
    fail(lpStatus, stInvalidParameter, "A model cannot have %d threads.", (int)count);
    return;
  }
  model->thread_count = count;
  succeed(lpStatus);
}

API(void) C_SetProgressHandler(Handle handle, ProgressHandler handler, int32_t *lpStatus) {
  Model *model = model_from(handle, lpStatus);
  if (!model) return;
  model->progress = handler;
  succeed(lpStatus);
}

API(void) C_UseVirtualLogging(Handle handle, int32_t *lpStatus) {
  Model *model = model_from(handle, lpStatus);
  if (!model) return;
  if (model->loaded) {
    fail(lpStatus, stInvalidModelState, "Virtual logging must be chosen before a simulation is loaded.");
    return;
  }
  model->virtual_logging = 1;
  succeed(lpStatus);
}

API(void) C_LoadSimulationW(Handle handle, const Wide *path, int32_t *lpStatus) {
  Model *model = model_from(handle, lpStatus);
  if (model) model_load(model, path, lpStatus);
}

API(void) C_GetBinaryFileTypeW(const Wide *path, int32_t *type, int32_t *lpStatus) {
  Container head;
  if (container_preflight(path, &head, lpStatus) != stOK) return;
  if (type) *type = head.is_simulation ? 2 : 0;
  succeed(lpStatus);
}

API(int32_t) C_GetFileCreatorVersionW(const Wide *path, Wide *buffer, int32_t *lpStatus) {
  Container head;
  if (container_preflight(path, &head, lpStatus) != stOK) return 0;
  char text[300];
  snprintf(text, sizeof text, "%u.%s", (unsigned)head.major, head.minor);
  succeed(lpStatus);
  return text_give(text, buffer);
}

/* The real values are not published either: callers must ask, as they must here. */
API(double) OrcinaDefaultReal(void) { return -2.5e307; }
API(double) OrcinaInfinity(void) { return 1e308; }
API(double) OrcinaUndefinedReal(void) { return -3.5e307; }
API(double) OrcinaNullReal(void) { return -4.5e307; }
API(double) OrcinaDittoReal(void) { return -5.5e307; }

static int32_t give_bytes(const char *text, char *buffer, int32_t length) {
  int32_t needed = (int32_t)strlen(text) + 1;
  if (buffer && length >= needed) memcpy(buffer, text, (size_t)needed);
  return needed;
}

/* Only here: JSON as bytes. Returns the length with the NUL; copies when the buffer is long enough. */
API(int32_t) Standin_StructTable(char *buffer, int32_t length) {
  return give_bytes(struct_table_json(), buffer, length);
}

API(int32_t) Standin_Counters(char *buffer, int32_t length) {
  char text[512];
  snprintf(text, sizeof text,
           "{\"models\":%d,\"heldBytes\":%lld,\"loads\":%lld,\"bytesRead\":%lld,\"histories\":%lld,"
           "\"multipleHistories\":%lld,\"samples\":%lld,\"recomputedSamples\":%lld}",
           model_live_count(), (long long)model_held_bytes(), (long long)counters.loads,
           (long long)counters.bytes_read, (long long)counters.histories, (long long)counters.multiple_histories,
           (long long)counters.samples, (long long)counters.recomputed_samples);
  return give_bytes(text, buffer, length);
}
