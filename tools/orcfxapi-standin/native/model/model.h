/* Models, their objects, and the register of live handles that every call is checked against. */
#ifndef STANDIN_MODEL_H
#define STANDIN_MODEL_H

#include "container/container.h"
#include "interface/structs.h"

typedef void(STDCALL *ProgressHandler)(Handle model, int32_t percent, int32_t *cancel);
typedef void(STDCALL *ReferencesHandler)(Handle model);

enum Logging { loggingDefault, loggingVirtual, loggingDisk, loggingMemory };

typedef struct Model {
  struct Model *next;
  /* Handles are numbers that are never reused: one that outlives its model cannot come to mean another. The two numbers
   * after a model's own are those of General and Environment as long as it lives. */
  uint64_t id;
  uint64_t first_object_id; /* the other objects' handles are consecutive; a reload assigns new ones */
  uint64_t thread; /* calls from another thread are refused; 0: detached */
  int32_t thread_count;
  int32_t state;
  enum Logging logging;
  ProgressHandler progress;
  ReferencesHandler references;
  int has_results;
  uint64_t load; /* the number, in this process, of the load that its results come from */
  Container container;
  unsigned char *held; /* the log, or the part that the memory factor allows; NULL if it is read from the file */
  int64_t held_bytes;
  File *file; /* the log if it is not held: the simulation itself, or the copy */
  int64_t file_offset;
  char *copy_path; /* the copy for disk logging; NULL if there is none */
  char *path; /* the file loaded last */
  int64_t result_calls;
  uint64_t seat; /* the claim in the pool; 0 if none is needed */
  int seat_lost;
} Model;

/* NULL if there is no memory. */
Model *model_create(int32_t thread_count);
Handle model_handle(const Model *model);
Handle object_handle(const Object *object);
int default_thread_count(void);
/* Makes a freshly read container the model's own. */
void model_take(Model *model, const Container *container);
/* Resets to a model of only General and Environment. */
void model_unload(Model *model);
/* Keeps the model and drops its results. */
void model_reset(Model *model);
void model_destroy(Model *model);
void model_destroy_all(void);
/* The newest model; the others follow by `next`. Walk the list under the lock only. */
Model *first_model(void);
int model_live_count(void);
int64_t model_held_bytes(void);
/* A number that is not a handle yet, for statistics, summaries and buffers. */
uint64_t next_handle_id(void);

/* NULL, with the status set, unless the handle is a live model of this thread. */
Model *model_from(Handle handle, int32_t *status_out);
/* The same whatever its thread. */
Model *any_thread_model_from(Handle handle, int32_t *status_out);
/* The same for a model with a simulation in it. */
Model *loaded_model_from(Handle handle, int32_t *status_out);
Object *object_from(Handle handle, int32_t *status_out);
/* Accepts an object's handle, or a model's, which has data too: then *object is NULL. */
Model *data_owner_from(Handle handle, Object **object, int32_t *status_out);
Object *object_named(Model *model, const char *name);
Object *object_of_type(Model *model, int32_t type);
Variable *variable_numbered(Object *object, int32_t id);
int thread_is_right(uint64_t thread, int32_t *status_out);

/* Reads the whole file in pieces, holds or copies the log, calls the progress handler. load.c */
int model_load(Model *model, const Source *source, int32_t *status_out);
int model_load_data(Model *model, const Source *source, int32_t *status_out);
/* Called first by every call that returns results: carries out the file's switches and checks the seat. gate.c */
int result_call(Model *model, int32_t *status_out);
/* The same for each series that is read. */
void misbehave_at_series(const Container *container);

#endif
