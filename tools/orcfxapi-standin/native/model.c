#include "model.h"

#include <stdlib.h>
#include <string.h>

#include "constants.h"
#include "text.h"

Counters counters;
static Model *models;
static uint64_t last_id = 0x100000;

Model *model_create(int32_t thread_count) {
  Model *model = calloc(1, sizeof *model);
  if (!model) return NULL;
  model->thread = thread_id();
  model->thread_count = thread_count > 0 ? thread_count : processor_count();
  model->state = msReset;
  lock_handles();
  model->id = ++last_id;
  model->next = models;
  models = model;
  unlock_handles();
  return model;
}

Handle model_handle(const Model *model) { return (Handle)(uintptr_t)model->id; }

Handle object_handle(const Object *object) {
  const Model *model = object->model;
  return (Handle)(uintptr_t)(model->first_object_id + (uint64_t)(object - model->container.objects));
}

void model_take(Model *model, const Container *container) {
  lock_handles();
  model->container = *container;
  model->first_object_id = last_id + 1;
  last_id += container->object_count;
  for (uint32_t i = 0; i < container->object_count; i++) container->objects[i].model = model;
  unlock_handles();
}

void model_unload(Model *model) {
  lock_handles();
  Container container = model->container;
  memset(&model->container, 0, sizeof model->container);
  model->loaded = 0;
  model->state = msReset;
  unlock_handles();
  container_free(&container);
  free(model->held);
  file_close(model->file);
  model->held = NULL;
  model->held_bytes = 0;
  model->file = NULL;
}

void model_destroy(Model *model) {
  model_unload(model);
  lock_handles();
  for (Model **at = &models; *at; at = &(*at)->next) {
    if (*at == model) {
      *at = model->next;
      break;
    }
  }
  unlock_handles();
  free(model);
}

void model_destroy_all(void) {
  while (models) model_destroy(models);
}

int model_live_count(void) {
  int count = 0;
  lock_handles();
  for (Model *model = models; model; model = model->next) count++;
  unlock_handles();
  return count;
}

int64_t model_held_bytes(void) {
  int64_t bytes = 0;
  lock_handles();
  for (Model *model = models; model; model = model->next) bytes += model->held_bytes;
  unlock_handles();
  return bytes;
}

/* A handle is looked up, never followed. */
static int find_live(Handle handle, Model **model, Object **object) {
  *model = NULL;
  *object = NULL;
  uint64_t id = (uint64_t)(uintptr_t)handle;
  lock_handles();
  for (Model *at = models; at && !*model; at = at->next) {
    uint64_t index = id - at->first_object_id;
    if (id == at->id) {
      *model = at;
    } else if (index < at->container.object_count) {
      *model = at;
      *object = &at->container.objects[index];
    }
  }
  unlock_handles();
  return *model != NULL;
}

static int right_thread(const Model *model, int32_t *status_out) {
  if (model->thread == thread_id()) return 1;
  fail(status_out, stThreadAffinityError, "The model belongs to the thread that created it.");
  return 0;
}

Model *model_from(Handle handle, int32_t *status_out) {
  Model *model;
  Object *object;
  if (!find_live(handle, &model, &object)) {
    fail(status_out, stInvalidHandle, "The handle is not one of a living model.");
    return NULL;
  }
  if (object) {
    fail(status_out, stModelHandleError, "A model handle is needed here, an object's was given.");
    return NULL;
  }
  return right_thread(model, status_out) ? model : NULL;
}

Model *loaded_model_from(Handle handle, int32_t *status_out) {
  Model *model = model_from(handle, status_out);
  if (model && !model->loaded) {
    fail(status_out, stInvalidModelState, "No simulation has been loaded into this model.");
    return NULL;
  }
  return model;
}

Object *object_from(Handle handle, int32_t *status_out) {
  Model *model;
  Object *object;
  if (!find_live(handle, &model, &object)) {
    fail(status_out, stInvalidHandle, "The handle is not one of a living object.");
    return NULL;
  }
  if (!object) {
    fail(status_out, stObjectHandleError, "An object handle is needed here, a model's was given.");
    return NULL;
  }
  return right_thread(model, status_out) ? object : NULL;
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
