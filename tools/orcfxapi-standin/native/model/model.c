#include "model/model.h"

#include <stdlib.h>
#include <string.h>

#include "interface/constants.h"
#include "model/counters.h"
#include "model/seats.h"
#include "interface/text.h"

static Model *models;
static uint64_t last_id = 0x100000;

int default_thread_count(void) {
  char *wanted = environment_text("BALLAST_STANDIN_THREADS");
  int count = wanted ? atoi(wanted) : 0;
  free(wanted);
  return count > 0 ? count : processor_count();
}

static void own_objects(Model *model) {
  for (uint32_t i = 0; i < model->container.object_count; i++) model->container.objects[i].model = model;
}

Model *model_create(int32_t thread_count) {
  Model *model = calloc(1, sizeof *model);
  if (!model) return NULL;
  if (!container_blank(&model->container)) {
    free(model);
    return NULL;
  }
  own_objects(model);
  model->thread = thread_id();
  model->thread_count = thread_count > 0 ? thread_count : default_thread_count();
  model->state = msReset;
  lock_handles();
  model->id = ++last_id;
  last_id += 2;
  model->next = models;
  models = model;
  unlock_handles();
  count_thread_count(model->thread_count);
  return model;
}

uint64_t next_handle_id(void) {
  lock_handles();
  uint64_t id = ++last_id;
  unlock_handles();
  return id;
}

Handle model_handle(const Model *model) { return (Handle)(uintptr_t)model->id; }

Handle object_handle(const Object *object) {
  const Model *model = object->model;
  uint64_t id = model->first_object_id + (uint64_t)(object - model->container.objects);
  if (object->type == otGeneral) id = model->id + 1;
  if (object->type == otEnvironment) id = model->id + 2;
  return (Handle)(uintptr_t)id;
}

/* The container is replaced under the lock, because a call of another thread may be looking up handles. */
static Container swap_container(Model *model, const Container *container) {
  lock_handles();
  Container old = model->container;
  model->container = *container;
  model->first_object_id = last_id + 1;
  last_id += container->object_count;
  own_objects(model);
  unlock_handles();
  return old;
}

void model_take(Model *model, const Container *container) {
  Container old = swap_container(model, container);
  container_free(&old);
}

void model_reset(Model *model) {
  model->has_results = 0;
  model->state = msReset;
  free(model->held);
  file_close(model->file);
  if (model->copy_path) file_remove(model->copy_path);
  free(model->copy_path);
  model->held = NULL;
  model->held_bytes = 0;
  model->file = NULL;
  model->copy_path = NULL;
}

void model_unload(Model *model) {
  Container blank;
  model_reset(model);
  if (!container_blank(&blank)) memset(&blank, 0, sizeof blank);
  Container old = swap_container(model, &blank);
  container_free(&old);
  free(model->path);
  model->path = NULL;
  model->result_calls = 0;
}

void model_destroy(Model *model) {
  model_unload(model);
  seat_release(model);
  lock_handles();
  for (Model **at = &models; *at; at = &(*at)->next) {
    if (*at == model) {
      *at = model->next;
      break;
    }
  }
  unlock_handles();
  container_free(&model->container);
  free(model);
}

void model_destroy_all(void) {
  while (models) model_destroy(models);
}

Model *first_model(void) { return models; }

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
