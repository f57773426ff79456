/* Models, their objects, and the register of live handles that every call is checked against. */
#ifndef STANDIN_MODEL_H
#define STANDIN_MODEL_H

#include "container.h"
#include "structs.h"

typedef void(STDCALL *ProgressHandler)(Handle model, int32_t percent, int32_t *cancel);

typedef struct Model {
  struct Model *next;
  /* Handles are numbers that are never given twice: one that outlived its model cannot come to mean another. */
  uint64_t id;
  uint64_t first_object_id; /* the objects' handles follow each other; a reload gives them new ones */
  uint64_t thread; /* the creator's; every call from another thread is refused */
  int32_t thread_count;
  int32_t state;
  int virtual_logging;
  ProgressHandler progress;
  int loaded;
  Container container;
  unsigned char *held; /* the log, or the part that the memory factor allows; NULL under virtual logging */
  int64_t held_bytes;
  File *file; /* stays open under virtual logging only */
} Model;

typedef struct Counters {
  int64_t loads, bytes_read, histories, multiple_histories, samples, recomputed_samples;
} Counters;
extern Counters counters;

Model *model_create(int32_t thread_count);
Handle model_handle(const Model *model);
Handle object_handle(const Object *object);
/* Makes a freshly read container the model's own. */
void model_take(Model *model, const Container *container);
void model_unload(Model *model);
void model_destroy(Model *model);
void model_destroy_all(void);
int model_live_count(void);
int64_t model_held_bytes(void);

/* NULL, with the status set, unless the handle is a live model of this thread. */
Model *model_from(Handle handle, int32_t *status_out);
/* The same for a model with a simulation in it. */
Model *loaded_model_from(Handle handle, int32_t *status_out);
Object *object_from(Handle handle, int32_t *status_out);
Object *object_named(Model *model, const char *name);
Variable *variable_numbered(Object *object, int32_t id);

/* Reads the whole file in pieces, holds the log, tells the progress handler. load.c */
int model_load(Model *model, const uint16_t *path, int32_t *status_out);

#endif
