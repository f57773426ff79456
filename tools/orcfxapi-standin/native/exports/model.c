/* Models: creation, threads, settings, destruction. */
#include <stddef.h>

#include "exports/exports.h"
#include "model/model.h"
#include "model/seats.h"

static void create(Handle *handle, int32_t threads, int32_t *lpStatus) {
  if (!handle) {
    fail(lpStatus, stInvalidParameter, "There is nowhere to put the new model's handle.");
    return;
  }
  Model *created = model_create(threads);
  if (!created) {
    fail(lpStatus, stCreateModelError, "There is no memory for a model.");
    return;
  }
  if (seat_claim(created, lpStatus) != stOK) {
    model_destroy(created);
    return;
  }
  *handle = model_handle(created);
  succeed(lpStatus);
}

API(void) C_CreateModel(Handle *model, void *window, int32_t *lpStatus) {
  ENTER;
  (void)window;
  create(model, -1, lpStatus);
}

API(void) C_CreateModel2(Handle *model, const TCreateModelParams *params, int32_t *lpStatus) {
  ENTER;
  if (params && params->Size != (int32_t)sizeof *params) {
    fail(lpStatus, params->Size < (int32_t)sizeof *params ? stStructureSizeTooSmall : stInvalidStructureSize,
         "Model parameters of %d bytes are not a known version.", (int)params->Size);
    return;
  }
  create(model, params ? params->ThreadCount : -1, lpStatus);
}

API(void) C_DestroyModel(Handle handle, int32_t *lpStatus) {
  ENTER;
  Model *model = model_from(handle, lpStatus);
  if (!model) return;
  model_destroy(model);
  counters_flush();
  succeed(lpStatus);
}

API(void) C_ClearModel(Handle handle, int32_t *lpStatus) {
  ENTER;
  Model *model = model_from(handle, lpStatus);
  if (!model) return;
  model_unload(model);
  succeed(lpStatus);
}

API(void) C_ResetModel(Handle handle, int32_t *lpStatus) {
  ENTER;
  Model *model = model_from(handle, lpStatus);
  if (!model) return;
  model_reset(model);
  succeed(lpStatus);
}

API_OF_11(void) C_DetachFromThread(Handle handle, int32_t *lpStatus) {
  ENTER;
  Model *model = model_from(handle, lpStatus);
  if (!model) return;
  model->thread = 0;
  succeed(lpStatus);
}

API_OF_11(void) C_AttachToThread(Handle handle, int32_t *lpStatus) {
  ENTER;
  Model *model = any_thread_model_from(handle, lpStatus);
  if (!model) return;
  if (model->thread != 0 && !thread_is_right(model->thread, lpStatus)) return;
  model->thread = thread_id();
  succeed(lpStatus);
}

API(int32_t) C_GetModelThreadCount(Handle handle, int32_t *lpStatus) {
  ENTER;
  Model *model = model_from(handle, lpStatus);
  if (!model) return 0;
  succeed(lpStatus);
  return model->thread_count;
}

API(void) C_SetModelThreadCount(Handle handle, int32_t count, int32_t *lpStatus) {
  ENTER;
  Model *model = model_from(handle, lpStatus);
  if (!model) return;
  model->thread_count = count > 0 ? count : default_thread_count();
  succeed(lpStatus);
}

API(void) C_SetProgressHandler(Handle handle, ProgressHandler handler, int32_t *lpStatus) {
  ENTER;
  Model *model = model_from(handle, lpStatus);
  if (!model) return;
  model->progress = handler;
  succeed(lpStatus);
}

API(void) C_SetCorrectExternalFileReferencesHandler(Handle handle, ReferencesHandler handler, int32_t *lpStatus) {
  ENTER;
  Model *model = model_from(handle, lpStatus);
  if (!model) return;
  model->references = handler;
  succeed(lpStatus);
}

static void choose_logging(Handle handle, enum Logging logging, int32_t *lpStatus) {
  Model *model = model_from(handle, lpStatus);
  if (!model) return;
  if (model->has_results) {
    fail(lpStatus, stInvalidModelState, "The place of the log must be chosen before a simulation is loaded.");
    return;
  }
  model->logging = logging;
  succeed(lpStatus);
}

API(void) C_UseVirtualLogging(Handle handle, int32_t *lpStatus) {
  ENTER;
  choose_logging(handle, loggingVirtual, lpStatus);
}

API(void) C_DisableInMemoryLogging(Handle handle, int32_t *lpStatus) {
  ENTER;
  choose_logging(handle, loggingDisk, lpStatus);
}

API_OF_11(void) C_ForceInMemoryLogging(Handle handle, int32_t *lpStatus) {
  ENTER;
  choose_logging(handle, loggingMemory, lpStatus);
}

API_OF_11(void) C_DefaultInMemoryLogging(Handle handle, int32_t *lpStatus) {
  ENTER;
  choose_logging(handle, loggingDefault, lpStatus);
}
