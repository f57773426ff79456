#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "interface/constants.h"
#include "model/counters.h"
#include "model/model.h"
#include "model/modules.h"
#include "interface/text.h"

#define PIECE (4 << 20)

/* Carries out the container's fault, half-way through the bytes. Returns a status, or does not return. */
static int misbehave(const Container *container, int32_t *status_out) {
  volatile uint64_t spins = 0;
  switch (container->fault) {
    case faultSegfaultLoad:
      touch_nowhere();
      break;
    case faultAbortLoad:
      abort();
    case faultKillLoad:
      kill_self();
      break;
    case faultSpinLoad:
      for (;;) spins++;
    case faultSleepLoad:
      for (;;) sleep_ms(1000);
    case faultReadError:
      return fail(status_out, stFileReadError, "The stand-in file asks for a read error half-way through.");
    default:
      break;
  }
  return stOK;
}

static int tell_progress(Model *model, int64_t done, int64_t total, int32_t *status_out) {
  if (!model->progress) return stOK;
  int32_t cancel = 0;
  model->progress(model_handle(model), (int32_t)(done * 100 / total), &cancel);
  return cancel ? fail(status_out, stOperationCancelled, "The load was cancelled by the progress handler.") : stOK;
}

static int hold_log(Model *model, int64_t log_bytes, int32_t *status_out) {
  const Container *c = &model->container;
  int64_t series = (int64_t)c->logged_count * c->sample_count * c->sample_bytes;
  int64_t wanted = (int64_t)(c->memory_factor * (double)log_bytes);
  int64_t bytes = wanted > series ? wanted : series;
  model->held = malloc((size_t)bytes + 1);
  if (!model->held) {
    return fail(status_out, stUnexpectedError, "There is no memory for %lld bytes of log.", (long long)bytes);
  }
  model->held_bytes = bytes;
  int64_t all = model_held_bytes();
  if (all > counters.held_bytes_max) counters.held_bytes_max = all;
  return stOK;
}

static int keeps_on_disk(const Model *model) {
  if (model->logging != loggingDefault) return model->logging == loggingDisk;
  char *wanted = environment_text("BALLAST_STANDIN_DEFAULT_LOGGING");
  int disk = wanted && strcmp(wanted, "disk") == 0;
  free(wanted);
  return disk;
}

static int create_copy(Model *model, int32_t *status_out) {
  char *folder = environment_text("BALLAST_STANDIN_TEMP");
  if (!folder) folder = temporary_folder();
  model->copy_path = folder ? malloc(strlen(folder) + 80) : NULL;
  if (model->copy_path) {
    sprintf(model->copy_path, "%s/standin-log-%llu-%llu.tmp", folder, (unsigned long long)process_id(),
            (unsigned long long)next_handle_id());
    model->file = file_create(model->copy_path);
    model->file_offset = 0;
  }
  free(folder);
  return model->file ? stOK : fail(status_out, stFileWriteError, "The log cannot be kept on disk.");
}

/* Writes to the part of the memory that the file does not fill, so that its pages exist. */
static void touch_rest(Model *model, int64_t filled) {
  for (int64_t at = filled; at < model->held_bytes; at += PIECE) {
    int64_t length = model->held_bytes - at < PIECE ? model->held_bytes - at : PIECE;
    memset(model->held + at, (int)(at / PIECE) | 1, (size_t)length);
  }
}

static int read_pieces(Model *model, File *file, unsigned char *spare, int32_t *status_out) {
  const Container *c = &model->container;
  int64_t total = c->size - c->data_offset;
  int misbehaved = 0;
  for (int64_t at = 0; at < total;) {
    int64_t length = total - at < PIECE ? total - at : PIECE;
    /* Reads directly into the memory that keeps the log; beyond its end the bytes are read and dropped. */
    int fits = at + length <= model->held_bytes;
    unsigned char *into = fits ? model->held + at : spare;
    int64_t got = file_read(file, c->data_offset + at, into, length);
    if (got != length) return fail(status_out, stFileReadError, "The file cannot be read at byte %lld.", (long long)at);
    if (model->copy_path && !file_append(model->file, into, length)) {
      return fail(status_out, stFileWriteError, "The log cannot be kept on disk at byte %lld.", (long long)at);
    }
    if (!fits && at < model->held_bytes) memcpy(model->held + at, spare, (size_t)(model->held_bytes - at));
    at += length;
    counters.bytes_read += length;
    if (c->fault == faultSlowLoad) sleep_ms(c->fault_argument * (double)length / (1 << 20));
    int status = tell_progress(model, at, total, status_out);
    if (status != stOK) return status;
    if (!misbehaved && at * 2 >= total) {
      misbehaved = 1;
      status = misbehave(c, status_out);
      if (status != stOK) return status;
    }
  }
  touch_rest(model, total);
  return stOK;
}

static int take_log(Model *model, File *file, int32_t *status_out) {
  unsigned char *spare = malloc(PIECE);
  if (!spare) return fail(status_out, stUnexpectedError, "There is no memory to read with.");
  int status = keeps_on_disk(model)
                   ? create_copy(model, status_out)
                   : hold_log(model, model->container.size - model->container.data_offset, status_out);
  if (status == stOK) status = read_pieces(model, file, spare, status_out);
  free(spare);
  return status;
}

/* Nothing is copied: the file stays open. Bytes in the caller's memory must be copied, because they are only borrowed. */
static int leave_log(Model *model, const Source *source, File *file, int32_t *status_out) {
  model->file = file;
  model->file_offset = model->container.data_offset;
  if (source->bytes) {
    unsigned char *copy = malloc((size_t)source->length + 1);
    if (copy) memcpy(copy, source->bytes, (size_t)source->length);
    file_close(file);
    model->file = file_owning_bytes(copy, source->length);
    if (!model->file) return fail(status_out, stUnexpectedError, "There is no memory for the simulation.");
  }
  int status = tell_progress(model, 1, 1, status_out);
  return status == stOK ? misbehave(&model->container, status_out) : status;
}

static int open_source(Model *model, const Source *source, File **file, int32_t *status_out) {
  Container container;
  model_unload(model);
  int status = container_open(source, &container, file, status_out);
  if (status != stOK) {
    container_free(&container);
    file_close(*file);
    return status;
  }
  model_take(model, &container);
  model->path = source->path ? text_narrow(source->path) : NULL;
  if (model->references) model->references(model_handle(model));
  counters.loads++;
  counters.bytes_read += model->container.data_offset;
  return stOK;
}

static int take_results(Model *model, const Source *source, File *file, int32_t *status_out) {
  const Container *c = &model->container;
  int module = (int)switch_number(c, "needs-module", -1);
  int status = stOK;
  if (module >= 0 && !module_enabled(module)) {
    status = fail(status_out, stRequiredModulesNotEnabled, "The file needs module %d, which is disabled.", module);
  } else if (c->file_type == ftSimulation && model->logging == loggingVirtual) {
    return leave_log(model, source, file, status_out);
  } else if (c->file_type == ftSimulation) {
    status = take_log(model, file, status_out);
  }
  file_close(file);
  return status;
}

int model_load(Model *model, const Source *source, int32_t *status_out) {
  static uint64_t loads;
  File *file = NULL;
  int status = open_source(model, source, &file, status_out);
  if (status != stOK) return status;
  status = take_results(model, source, file, status_out);
  if (status != stOK) {
    model_unload(model);
    return status;
  }
  lock_handles();
  model->load = ++loads;
  unlock_handles();
  const Container *c = &model->container;
  model->has_results = 1;
  model->state = c->fault == faultUnstable ? msSimulationStoppedUnstable : msSimulationStopped;
  if (c->file_type == ftStaticSimulation) model->state = msInStaticState;
  succeed(status_out);
  return stOK;
}

int model_load_data(Model *model, const Source *source, int32_t *status_out) {
  File *file = NULL;
  int status = open_source(model, source, &file, status_out);
  if (status != stOK) return status;
  file_close(file);
  succeed(status_out);
  return stOK;
}
