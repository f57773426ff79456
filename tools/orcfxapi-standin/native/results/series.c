#include "results/series.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "interface/constants.h"
#include "model/counters.h"
#include "interface/text.h"

#define TAU 6.283185307179586476925286766559
#define BATCH 65536

/* Receives every result of the extra passes, so that the compiler cannot remove them. */
static volatile double sink;

/* a - a^3/3! + a^5/5! - ..., for a up to an eighth of a turn. */
static double sine_series(double a) {
  double sum = 0;
  for (int n = 17; n > 1; n -= 2) sum = (1 - sum) * (a * a) / (double)(n * (n - 1));
  return a * (1 - sum);
}

static double cosine_series(double a) {
  double sum = 0;
  for (int n = 18; n > 1; n -= 2) sum = (1 - sum) * (a * a) / (double)(n * (n - 1));
  return 1 - sum;
}

/* The sine of a fraction of a turn, with `cycle` a multiple of 4. This is our own arithmetic: the C libraries of two
 * systems differ in the last bits, and equal files must yield equal results on both. */
static double sine_of(int64_t phase, int64_t cycle) {
  int64_t quarter = cycle / 4;
  int64_t within = phase % quarter;
  int64_t turn = phase / quarter;
  /* Odd quarters fall, even ones rise. */
  int64_t rise = turn % 2 == 0 ? within : quarter - within;
  double value = 2 * rise <= quarter ? sine_series(TAU * ((double)rise / (double)cycle))
                                     : cosine_series(TAU * ((double)(quarter - rise) / (double)cycle));
  return turn < 2 ? value : -value;
}

/* Parameters by kind: constant {value}; ramp {from, step}; sine {mean, amplitude, quarter turns, samples per cycle};
 * square {low, high, samples high per cycle, samples per cycle}; sum {mean, first, third, samples per cycle}. */
double sample_of(const Variable *v, int64_t index) {
  const double *p = v->parameters;
  int64_t cycle = v->kind >= kindSine ? (int64_t)p[3] : 1;
  switch (v->kind) {
    case kindRamp:
      return p[0] + p[1] * (double)index;
    case kindSine: {
      /* Integers until the last moment: equal phases yield equal bits, quarter turns the exact extremes. */
      int64_t phase = (index + (int64_t)p[2] * (cycle / 4)) % cycle;
      return p[0] + p[1] * sine_of(phase, cycle);
    }
    case kindSquare:
      return index % cycle < (int64_t)p[2] ? p[1] : p[0];
    case kindSum: {
      int64_t phase = index % cycle;
      double first = sine_of(phase, cycle);
      double third = sine_of(phase * 3 % cycle, cycle);
      return p[0] + (p[1] * first - p[2] * third);
    }
    default:
      return p[0];
  }
}

double time_of(const Container *container, int64_t index) {
  return container->start + (double)index * container->step;
}

static void spend(double value, uint32_t passes) {
  double x = value;
  for (uint32_t pass = 0; pass < passes; pass++) x = sin(x) + value;
  sink = x;
}

static void write_computed(const Model *model, const Variable *variable, double factor, const Span *span,
                           Destination into) {
  for (int64_t i = 0; i < span->count; i++) {
    double value = sample_of(variable, span->first + i);
    spend(value, model->container.compute_passes);
    into.values[i * into.stride] = value * factor;
  }
  counters.recomputed_samples += span->count;
}

static double logged_at(const unsigned char *bytes, uint32_t sample_bytes) {
  if (sample_bytes == 4) {
    float value;
    memcpy(&value, bytes, 4);
    return value;
  }
  double value;
  memcpy(&value, bytes, 8);
  return value;
}

static int write_logged(Model *model, const Variable *variable, double factor, const Span *span,
                        Destination into, int32_t *status_out) {
  const Container *c = &model->container;
  int64_t size = c->sample_bytes;
  int64_t block = ((int64_t)variable->block * c->sample_count + span->first) * size;
  unsigned char *piece = model->held ? NULL : malloc(BATCH * 8);
  if (!model->held && !piece) return fail(status_out, stUnexpectedError, "There is no memory to read with.");
  for (int64_t at = 0; at < span->count; at += BATCH) {
    int64_t count = span->count - at < BATCH ? span->count - at : BATCH;
    const unsigned char *bytes = model->held ? model->held + block + at * size : piece;
    int64_t offset = model->file_offset + block + at * size;
    if (piece && file_read(model->file, offset, piece, count * size) != count * size) {
      free(piece);
      return fail(status_out, stFileReadError, "The log cannot be read from the file any more.");
    }
    if (piece) counters.bytes_read += count * size;
    for (int64_t i = 0; i < count; i++) {
      into.values[(at + i) * into.stride] = logged_at(bytes + i * size, c->sample_bytes) * factor;
    }
  }
  free(piece);
  return stOK;
}

static uint64_t key_of(const Wanted *wanted, const Span *span) {
  int64_t parts[] = {(int64_t)wanted->object->model->load, (int64_t)(uintptr_t)object_handle(wanted->object),
                     wanted->variable->id, span->first, span->count, span->is_static};
  return key_with(key_with(SERIES_KEY, parts, sizeof parts), &wanted->factor, sizeof wanted->factor);
}

int series_write(const Wanted *wanted, const Span *span, Destination into, int32_t *status_out) {
  Model *model = wanted->object->model;
  const Variable *variable = wanted->variable;
  misbehave_at_series(&model->container);
  if (!span->is_static && (variable->flags & flagUnavailable)) {
    return fail(status_out, stResultsNotLogged, "'%s' of '%s' was not logged.", variable->name, wanted->object->name);
  }
  counters.samples += span->count;
  count_series(key_of(wanted, span));
  if (span->is_static) {
    into.values[0] = variable->static_value * wanted->factor;
    return stOK;
  }
  if (variable->flags & flagLogged) return write_logged(model, variable, wanted->factor, span, into, status_out);
  write_computed(model, variable, wanted->factor, span, into);
  return stOK;
}

Variable *variable_from(Object *object, int32_t id, int32_t *status_out) {
  Variable *variable = variable_numbered(object, id);
  if (variable) return variable;
  if (id > 0) {
    fail(status_out, stUnrecognisedVarNum, "'%s' has no variable number %d.", object->name, (int)id);
  } else {
    fail(status_out, stInvalidVarNum, "%d cannot be the number of a variable.", (int)id);
  }
  return NULL;
}

int wanted_from(Handle handle, const TObjectExtra2W *extra, int32_t id, Wanted *wanted, int32_t *status_out) {
  wanted->object = object_from(handle, status_out);
  if (!wanted->object) return stInvalidHandle;
  wanted->variable = variable_from(wanted->object, id, status_out);
  if (!wanted->variable) return stUnrecognisedVarNum;
  return factor_of(wanted->object, wanted->variable, extra, &wanted->factor, status_out);
}
