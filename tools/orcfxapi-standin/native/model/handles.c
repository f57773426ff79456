/* Handles are looked up, never dereferenced. */
#include "interface/constants.h"
#include "model/model.h"
#include "interface/text.h"

Object *object_of_type(Model *model, int32_t type) {
  for (uint32_t i = 0; i < model->container.object_count; i++) {
    if (model->container.objects[i].type == type) return &model->container.objects[i];
  }
  return NULL;
}

static void find_live(Handle handle, Model **model, Object **object) {
  *model = NULL;
  *object = NULL;
  uint64_t id = (uint64_t)(uintptr_t)handle;
  lock_handles();
  for (Model *at = first_model(); at && !*model; at = at->next) {
    uint64_t index = id - at->first_object_id;
    if (id == at->id) {
      *model = at;
    } else if (id == at->id + 1 || id == at->id + 2) {
      *object = object_of_type(at, id == at->id + 1 ? otGeneral : otEnvironment);
      if (*object) *model = at;
    } else if (index < at->container.object_count) {
      *model = at;
      *object = &at->container.objects[index];
    }
  }
  unlock_handles();
}

int thread_is_right(uint64_t thread, int32_t *status_out) {
  if (thread == thread_id()) return 1;
  fail(status_out, stThreadAffinityError,
       thread ? "The model belongs to the thread that created it." : "The model is attached to no thread.");
  return 0;
}

Model *any_thread_model_from(Handle handle, int32_t *status_out) {
  Model *model;
  Object *object;
  find_live(handle, &model, &object);
  if (!model) {
    fail(status_out, stInvalidHandle, "The handle is not that of a live model.");
    return NULL;
  }
  if (object) {
    fail(status_out, stModelHandleError, "A model handle is needed here, but an object handle was given.");
    return NULL;
  }
  return model;
}

Model *model_from(Handle handle, int32_t *status_out) {
  Model *model = any_thread_model_from(handle, status_out);
  return model && thread_is_right(model->thread, status_out) ? model : NULL;
}

Model *loaded_model_from(Handle handle, int32_t *status_out) {
  Model *model = model_from(handle, status_out);
  if (model && !model->has_results) {
    fail(status_out, stInvalidModelState, "No simulation has been loaded into this model.");
    return NULL;
  }
  return model;
}

Object *object_from(Handle handle, int32_t *status_out) {
  Model *model;
  Object *object;
  find_live(handle, &model, &object);
  if (!model) {
    fail(status_out, stInvalidHandle, "The handle is not that of a live object.");
    return NULL;
  }
  if (!object) {
    fail(status_out, stObjectHandleError, "An object handle is needed here, but a model handle was given.");
    return NULL;
  }
  return thread_is_right(model->thread, status_out) ? object : NULL;
}

Model *data_owner_from(Handle handle, Object **object, int32_t *status_out) {
  Model *model;
  find_live(handle, &model, object);
  if (!model) {
    fail(status_out, stInvalidHandle, "The handle is not that of a live model or object.");
    return NULL;
  }
  return thread_is_right(model->thread, status_out) ? model : NULL;
}

Object *object_named(Model *model, const char *name) {
  for (uint32_t i = 0; i < model->container.object_count; i++) {
    if (text_same(model->container.objects[i].name, name)) return &model->container.objects[i];
  }
  return NULL;
}

Variable *variable_numbered(Object *object, int32_t id) {
  int64_t index = (int64_t)id - (int64_t)object->type * 1000 - 1;
  if (index < 0 || index >= (int64_t)object->variable_count) return NULL;
  return &object->variables[index];
}
